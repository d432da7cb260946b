import type { MatchRule, Where } from './catalog-entry';

/**
 * What a provider says on a page of its own: proof where the page came with an error status, a hint
 * where it came with 200 or as pasted text.
 */
export function matchPage(pattern: string): MatchRule[] {
  return [
    { signal: 'provider-page', value: '*', pattern },
    { signal: 'text', value: '*', pattern, where: ['authorization page', 'browser', 'other response'] },
  ];
}

/** A code that only one provider uses: as `error`, or anywhere in what it sent. */
export function matchOwnCode(code: string, where?: Where[]): MatchRule[] {
  const place = where === undefined ? {} : { where };
  return [
    { signal: 'oauth-error', value: code, ...place },
    { signal: 'provider-code', value: code, ...place },
  ];
}
