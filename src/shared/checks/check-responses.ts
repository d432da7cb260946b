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
const userinfoStatus = defineCheck(
  'userinfo-status',
  'HTTP status of the UserInfo response',
  REFERENCES.userinfo,
);
const userinfoSub = defineCheck('userinfo-sub', 'UserInfo is about the same user', REFERENCES.userinfo);
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
    discoveryJson(metadata ? 'pass' : 'fail', 'a JSON object', metadata ? 'a JSON object' : 'something else'),
  );
  if (!metadata || expectedIssuer === null) return rows;
  const isSame = metadata.issuer === expectedIssuer;
  return [...rows, discoveryIssuer(isSame ? 'pass' : 'fail', expectedIssuer, showValue(metadata.issuer))];
}

/** `subject` null: no ID token to compare with, so only the status counts. */
export function checkUserinfo(
  response: RecordedResponse,
  subject: string | null,
  actualSubject: unknown,
): CheckResult[] {
  const rows = [userinfoStatus(response.status === 200 ? 'pass' : 'fail', '200', String(response.status))];
  if (response.status !== 200) return rows;
  if (subject === null) return [...rows, userinfoSub('skip', '(no ID token)', showValue(actualSubject))];
  return [
    ...rows,
    userinfoSub(actualSubject === subject ? 'pass' : 'fail', subject, showValue(actualSubject)),
  ];
}

export function checkResource(response: RecordedResponse): CheckResult {
  const isSuccess = response.status >= 200 && response.status < 300;
  return resourceStatus(isSuccess ? 'pass' : 'fail', 'a status from 200 to 299', String(response.status));
}
