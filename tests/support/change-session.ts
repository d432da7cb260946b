import type { ExchangePurpose } from '@shared/model/exchange';
import type { ExchangeView, SessionView, StepView } from '@shared/model/session';

/** The session with each exchange of a purpose replaced by what `change` makes of it. */
export function changeExchanges(
  session: SessionView,
  purpose: ExchangePurpose,
  change: (exchange: ExchangeView) => ExchangeView,
): SessionView {
  return changeSteps(session, (step) => ({
    ...step,
    exchanges: step.exchanges.map((each) => (each.purpose === purpose ? change(each) : each)),
  }));
}

export function changeSteps(session: SessionView, change: (step: StepView) => StepView): SessionView {
  return { ...session, steps: session.steps.map(change) };
}

/** The session in which every request of a purpose carries this header field in place of its own. */
export function sendHeader(
  session: SessionView,
  purpose: ExchangePurpose,
  name: string,
  value: string,
): SessionView {
  return changeExchanges(session, purpose, (exchange) => ({
    ...exchange,
    request: {
      ...exchange.request,
      headers: [...exchange.request.headers.filter(([each]) => each.toLowerCase() !== name), [name, value]],
    },
  }));
}

/** An unsigned JWT with these claims. */
export function makeJwt(
  claims: Record<string, unknown>,
  header: Record<string, unknown> = { alg: 'RS256' },
): string {
  const encode = (value: unknown) =>
    btoa(JSON.stringify(value)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  return `${encode(header)}.${encode(claims)}.c2ln`;
}
