import type { FlowTweaks } from '../flow';

type Change<T> = ((value: T) => T) | undefined;

/** Both sets of mistakes in one run: what changes the same thing does so one after the other. */
export function mergeTweaks(first: FlowTweaks, second: FlowTweaks): FlowTweaks {
  const rewriteRequest: FlowTweaks['rewriteRequest'] = (purpose, request) => {
    const changed = first.rewriteRequest?.(purpose, request) ?? request;
    return second.rewriteRequest?.(purpose, changed) ?? changed;
  };
  const rewriteRequestObject: FlowTweaks['rewriteRequestObject'] = async (jwt) => {
    const changed = (await first.rewriteRequestObject?.(jwt)) ?? jwt;
    return (await second.rewriteRequestObject?.(changed)) ?? changed;
  };
  return {
    rewriteRequest,
    rewriteRequestObject,
    rewriteAuthorizationUrl: chain(first.rewriteAuthorizationUrl, second.rewriteAuthorizationUrl),
    rewriteCallbackUrl: chain(first.rewriteCallbackUrl, second.rewriteCallbackUrl),
    modifyState: chain(first.modifyState, second.modifyState),
    modifyClientAssertion: both(first.modifyClientAssertion, second.modifyClientAssertion),
    modifyDpopProof: both(first.modifyDpopProof, second.modifyDpopProof),
    modifyRequestObject: both(first.modifyRequestObject, second.modifyRequestObject),
    waitBefore: { ...first.waitBefore, ...second.waitBefore },
  };
}

function chain<T>(first: Change<T>, second: Change<T>): (value: T) => T {
  return (value) => {
    const changed = first?.(value) ?? value;
    return second?.(changed) ?? changed;
  };
}

type ModifyJwt = NonNullable<FlowTweaks['modifyDpopProof']>;

function both(first: ModifyJwt | undefined, second: ModifyJwt | undefined): ModifyJwt {
  return (claims, header) => {
    first?.(claims, header);
    second?.(claims, header);
  };
}
