import type { CheckResult } from '../model/check';
import type { RecordedResponse } from '../model/exchange';
import { readJsonObject } from '../model/read-message';
import { defineCheck, showValue } from './build-check';
import { REFERENCES } from './references';

const discoveryStatus = defineCheck(
  'discovery-status',
  'The metadata was served',
  REFERENCES.discoveryTransport,
);
const discoveryJson = defineCheck(
  'discovery-json',
  'The metadata is a JSON object',
  REFERENCES.discoveryTransport,
);
const discoveryIssuer = defineCheck(
  'discovery-issuer',
  'The metadata names the issuer asked for',
  REFERENCES.discovery,
);
const resourceStatus = defineCheck('resource-status', 'The protected resource answered', REFERENCES.resource);

/**
 * `expectedIssuer` null: the metadata's own issuer is what counts (hand-given metadata). Issuers are
 * compared as strings (RFC 8414 section 3.3), which is stricter than the library's URL comparison.
 */
export function checkDiscovery(response: RecordedResponse, expectedIssuer: string | null): CheckResult[] {
  const rows = [discoveryStatus(response.status === 200 ? 'pass' : 'fail', '200', String(response.status))];
  if (response.status !== 200) return rows;
  const metadata = readJsonObject(response);
  rows.push(
    discoveryJson(
      metadata ? 'pass' : 'fail',
      'a JSON object',
      metadata ? 'a JSON object' : describeBody(response),
    ),
  );
  if (!metadata) return rows;
  if (expectedIssuer === null) {
    const hasIssuer = typeof metadata.issuer === 'string' && metadata.issuer !== '';
    return hasIssuer ? rows : [...rows, discoveryIssuer('fail', 'an issuer', showValue(metadata.issuer))];
  }
  const isSame = metadata.issuer === expectedIssuer;
  const verdict = isSame ? 'pass' : namesTenantOtherwise(expectedIssuer) ? 'info' : 'fail';
  return [...rows, discoveryIssuer(verdict, expectedIssuer, showValue(metadata.issuer))];
}

/** Microsoft Entra ID and Azure AD B2C serve metadata whose issuer names the tenant in another way; the library lets them. */
function namesTenantOtherwise(issuer: string): boolean {
  const url = URL.parse(issuer);
  if (url?.protocol !== 'https:') return false;
  return url.host === 'login.microsoftonline.com' || url.hostname.endsWith('.b2clogin.com');
}

export function checkResource(response: RecordedResponse): CheckResult {
  const isSuccess = response.status >= 200 && response.status < 300;
  return resourceStatus(isSuccess ? 'pass' : 'fail', 'a status from 200 to 299', String(response.status));
}

function describeBody({ body }: RecordedResponse): string {
  if (body === null) return 'an empty body';
  return body.truncated ? `${body.bodyBytes} bytes, too many to read` : 'something else';
}
