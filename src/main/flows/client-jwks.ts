import type { StepContext } from './flow';
import { LocalFlowError } from './flow-errors';
import { guessSigningAlg, importPrivateKey, type PrivateKey } from './import-key';

declare module './flow' {
  interface FlowState {
    /** The public keys are on the trace: once for a run is enough. */
    isClientJwksShown?: boolean;
  }
}

/** The key that signs this client's assertions and request objects. */
export async function readClientKey({ profile, secrets }: StepContext): Promise<PrivateKey> {
  const text = secrets['client.key.from'];
  if (text === undefined)
    throw new LocalFlowError('secret_missing', 'This needs the private key of the client.');
  return importPrivateKey(text, profile.client.key ?? {}, guessSigningAlg);
}

/** Shows the JWKS to register for this client (RFC 7591 section 2), on the step that first uses its key. */
export async function recordClientJwks(context: StepContext): Promise<void> {
  if (context.state.isClientJwksShown) return;
  context.state.isClientJwksShown = true;
  const { publicJwk } = await readClientKey(context);
  context.artifact('client-jwks', 'json', JSON.stringify({ keys: [publicJwk] }));
}
