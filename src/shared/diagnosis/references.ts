import type { Reference } from '../model/check';

/** Not protocol: the errors of the operating system and of the HTTP and TLS stack, as Node names them. */
export const NODE_SYSTEM_ERRORS: Reference = {
  label: 'Node.js: common system errors',
  url: 'https://nodejs.org/api/errors.html#common-system-errors',
};

export const NODE_ERRORS: Reference = {
  label: 'Node.js: error codes',
  url: 'https://nodejs.org/api/errors.html#nodejs-error-codes',
};

export const NODE_TLS_ERRORS: Reference = {
  label: 'Node.js: X.509 certificate error codes',
  url: 'https://nodejs.org/api/tls.html#x509-certificate-error-codes',
};

export const UNDICI_ERRORS: Reference = {
  label: 'undici: errors',
  url: 'https://undici.nodejs.org/#/docs/api/Errors.md',
};

/** Microsoft's table of AADSTS codes; it says of itself that codes and texts may change. */
export const MICROSOFT_ERROR_CODES: Reference = {
  label: 'Microsoft Entra: authentication and authorization error codes',
  url: 'https://learn.microsoft.com/entra/identity-platform/reference-error-codes',
};
