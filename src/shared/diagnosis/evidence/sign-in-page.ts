import { isHtml, isLoginAnswer, readPageTitle } from '../signals/read-body';
import type { ConclusionRule } from './conclusion';

/** prompt=none asks for no page at all (OpenID Connect Core 1.0 section 3.1.2.1). */
export const concludePromptNone: ConclusionRule = ({ authorize, step }) => {
  if (!(authorize.get('prompt') ?? '').split(' ').includes('none') || !step) return [];
  if (step.hits.some(({ verdict }) => verdict === 'accepted')) return [];
  const page = step.exchanges.findLast(
    ({ channel, response }) => channel === 'front' && response && response.status < 400 && isHtml(response),
  );
  if (!page?.response) return [];
  return [
    {
      value: 'prompt-none-ignored',
      seq: page.endSeq ?? page.seq,
      statement: 'A page came although prompt=none forbids one (OpenID Connect Core 1.0 section 3.1.2.1).',
      expected: 'a redirect with a code, or with login_required',
      actual: readPageTitle(page.response) || 'an HTML page',
    },
  ];
};

/** Discovery is public (OpenID Connect Discovery 1.0 section 4); a login before it comes from a gateway. */
export const concludeGuardedDiscovery: ConclusionRule = ({ exchange }) => {
  if (exchange?.purpose !== 'discovery' || !exchange.response) return [];
  const { response } = exchange;
  const location = response.headers.find(([name]) => /^location$/i.test(name))?.[1] ?? '';
  const isRedirect =
    response.status >= 300 &&
    response.status < 400 &&
    /log-?in|sign-?in|sso|saml|authorize/i.test(location.slice(0, 500));
  if (!isLoginAnswer(response) && !isRedirect) return [];
  return [
    {
      value: 'guarded-discovery',
      seq: exchange.endSeq ?? exchange.seq,
      statement: 'The discovery document is behind a login (OpenID Connect Discovery 1.0 section 4).',
      expected: 'metadata in JSON, for anyone',
      actual: isRedirect ? (location.split(/[?#]/, 1)[0] ?? '') : readPageTitle(response) || 'a login page',
    },
  ];
};

/** Without openid a request is plain OAuth (OpenID Connect Core 1.0 section 3.1.2.1): no ID token, no UserInfo. */
export const concludeOpenIdScope: ConclusionRule = ({ authorize, exchange, signals }) => {
  const scope = authorize.get('scope');
  if (scope === null || scope.split(' ').includes('openid')) return [];
  const status = exchange?.purpose === 'userinfo' ? (exchange.response?.status ?? 0) : 0;
  const isAbsent = signals.some(({ kind, value }) => kind === 'check' && value === 'id-token-present');
  const seq = exchange?.endSeq ?? exchange?.seq ?? signals[0]?.seq;
  if (seq === undefined || (status !== 401 && status !== 403 && !isAbsent)) return [];
  return [
    {
      value: 'openid-missing',
      seq,
      statement:
        'The authorization request did not ask for openid (OpenID Connect Core 1.0 section 3.1.2.1).',
      expected: 'openid in the scope',
      actual: scope,
    },
  ];
};
