import { readResponseType } from '../model/authorization-response';
import { isRedirectNeeded } from '../model/check-flow-members';
import { readParameter } from '../model/parameters';
import { compare, type PreflightRule, readList, sortWords } from './preflight-rule';

const checkResponseType: PreflightRule = (profile, metadata) => {
  const wanted = isRedirectNeeded(profile) ? readResponseType(profile) : undefined;
  const listed = readList(metadata, 'response_types_supported');
  return compare(
    wanted === undefined ? [] : [sortWords(wanted)],
    listed?.map(sortWords) ?? null,
    (missing) => ({
      entryIds: ['unsupported-response-type'],
      severity: 'warning',
      statement: `response_types_supported does not list "${missing}" (RFC 8414 section 2).`,
    }),
  );
};

const checkResponseMode: PreflightRule = ({ parameters }, metadata) => {
  const wanted = readParameter(parameters.authorize, 'response_mode');
  return compare(
    wanted === undefined ? [] : [wanted],
    readList(metadata, 'response_modes_supported'),
    (missing) => ({
      entryIds: ['unsupported-response-mode', 'authz-invalid-request'],
      severity: 'warning',
      statement: `response_modes_supported does not list ${missing} (RFC 8414 section 2).`,
    }),
  );
};

const checkPushing: PreflightRule = (profile, metadata) => {
  const isMissing = metadata['require_pushed_authorization_requests'] === true && !profile.par;
  if (!isMissing || !isRedirectNeeded(profile)) return [];
  return [
    {
      entryIds: ['par-required'],
      severity: 'warning',
      statement: 'require_pushed_authorization_requests is true in the metadata (RFC 9126 section 5).',
      expected: 'par: true',
      actual: 'par: false',
    },
  ];
};

const checkRequestObjects: PreflightRule = ({ requestObject, client }, metadata) => {
  if (requestObject === null) return [];
  if (metadata['request_parameter_supported'] === false) {
    return [
      {
        entryIds: ['jar-request-not-supported'],
        severity: 'warning',
        statement: 'request_parameter_supported is false in the metadata (RFC 9101 section 10.5).',
        expected: 'requestObject: null',
        actual: 'requestObject is set',
      },
    ];
  }
  const listed = readList(metadata, 'request_object_signing_alg_values_supported');
  return compare(client.key?.alg === undefined ? [] : [client.key.alg], listed, (missing) => ({
    entryIds: ['jar-invalid-request-object'],
    severity: 'warning',
    statement: `request_object_signing_alg_values_supported does not list ${missing} (RFC 9101 section 10.5).`,
  }));
};

/** What the authorization request asks for, and how it gets there. */
export const AUTHORIZATION_RULES: PreflightRule[] = [
  checkResponseType,
  checkResponseMode,
  checkPushing,
  checkRequestObjects,
];
