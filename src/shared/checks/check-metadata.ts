import type { CheckResult } from '../model/check';
import { isLoopbackHost, parseHttpUrl } from '../model/parse-profile';
import { defineCheck, showValue } from './build-check';
import { REFERENCES } from './references';

const endpoints = defineCheck(
  'metadata-endpoints',
  'The metadata names the endpoints of this flow',
  REFERENCES.metadata,
);
const https = defineCheck('discovery-https', 'The endpoints are served over https', REFERENCES.endpointTls);

type Metadata = Record<string, unknown>;

/** `names`: the endpoints without which the flow must fail later, after the user signed in. */
export function checkEndpoints(metadata: Metadata, names: readonly string[]): CheckResult {
  const wrong = names.filter((name) => !isHttpUrl(metadata[name]));
  return endpoints(
    wrong.length === 0 ? 'pass' : 'fail',
    `absolute URLs in ${names.join(' and ')}`,
    wrong.length === 0
      ? names.map((name) => showValue(metadata[name])).join(', ')
      : wrong.map((name) => `${name} ${showValue(metadata[name])}`).join(', '),
  );
}

/** http is safe on loopback (RFC 8252 section 7.3); elsewhere the profile must ask for it. */
export function checkEndpointsHttps(metadata: Metadata, allowInsecure: boolean): CheckResult {
  const plain = ENDPOINTS.flatMap((name) => {
    const url = parseHttpUrl(String(metadata[name] ?? ''));
    return url?.protocol === 'http:' && !isLoopbackHost(url.hostname) ? [`${name} ${url.href}`] : [];
  });
  if (plain.length === 0) return https('pass', 'https, or http on loopback', 'as expected');
  return https(
    allowInsecure ? 'info' : 'fail',
    allowInsecure ? 'http is allowed by the profile' : 'https, or http on loopback',
    showValue(plain.join(', ')),
  );
}

const ENDPOINTS = ['authorization_endpoint', 'token_endpoint', 'jwks_uri', 'userinfo_endpoint'];

function isHttpUrl(value: unknown): boolean {
  return typeof value === 'string' && parseHttpUrl(value) !== null;
}
