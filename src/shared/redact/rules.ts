/**
 * credential: whoever holds it can act as the user or the client. correlator: binds two messages of
 * one run together. personal: says who the user is. incidental: a place that often holds a secret
 * (a cookie, a hidden field), so its value is hidden there, and elsewhere only if it looks random.
 */
export type Sensitivity = 'credential' | 'correlator' | 'personal' | 'incidental';

interface SecretClassRule {
  sensitivity: Sensitivity;
  title: string;
}

/**
 * Every class of secret; the key is what a placeholder shows. `state` and `nonce` are no credentials,
 * yet they are hidden: RFC 9700 sections 2.1 and 4.7.1 rest CSRF and injection protection on nobody
 * else knowing them while the run lasts (section 4.2.4 has them invalidated only after use), and
 * applications keep return URLs and session ids in `state`. Equal values share a placeholder, so a
 * mismatch stays visible, which is all a reader of a report needs from them.
 */
export const SECRET_CLASSES = {
  code: { sensitivity: 'credential', title: 'Authorization code (RFC 6749 section 1.3.1)' },
  access_token: { sensitivity: 'credential', title: 'Access token (RFC 6749 section 1.4)' },
  refresh_token: { sensitivity: 'credential', title: 'Refresh token (RFC 6749 section 1.5)' },
  id_token: { sensitivity: 'credential', title: 'ID token: the signature and personal claims' },
  jwt: { sensitivity: 'credential', title: 'Another JWT: the signature and personal claims' },
  token: { sensitivity: 'credential', title: 'A token of another kind' },
  client_secret: { sensitivity: 'credential', title: 'Client secret (RFC 6749 section 2.3.1)' },
  code_verifier: { sensitivity: 'credential', title: 'PKCE code verifier (RFC 7636 section 4.1)' },
  assertion: { sensitivity: 'credential', title: 'Assertion (RFC 7521), SAML message' },
  device_code: { sensitivity: 'credential', title: 'Device code (RFC 8628 section 3.2)' },
  user_code: { sensitivity: 'credential', title: 'User code (RFC 8628 section 3.2)' },
  auth_req_id: { sensitivity: 'credential', title: 'CIBA authentication request id' },
  request_uri: { sensitivity: 'credential', title: 'Pushed authorization request (RFC 9126)' },
  dpop_proof: { sensitivity: 'credential', title: 'DPoP proof (RFC 9449)' },
  password: { sensitivity: 'credential', title: 'Password' },
  otp: { sensitivity: 'credential', title: 'One-time password or PIN' },
  api_key: { sensitivity: 'credential', title: 'API key' },
  private_key: { sensitivity: 'credential', title: 'Private key: PEM, or private members of a JWK' },
  authorization: { sensitivity: 'credential', title: 'Credentials in an authorization header' },
  session_id: { sensitivity: 'credential', title: 'Session id' },
  csrf_token: { sensitivity: 'credential', title: 'Anti-forgery token of a web form' },
  secret: { sensitivity: 'credential', title: 'A secret of another kind' },
  state: { sensitivity: 'correlator', title: 'state (RFC 6749 section 10.12)' },
  nonce: { sensitivity: 'correlator', title: 'nonce (OpenID Connect), DPoP nonce' },
  cookie: { sensitivity: 'incidental', title: 'Cookie value' },
  hidden_field: { sensitivity: 'incidental', title: 'Hidden field of a web form' },
  random_value: { sensitivity: 'incidental', title: 'Long random value of a parameter unknown here' },
  subject: { sensitivity: 'personal', title: 'Subject identifier' },
  username: { sensitivity: 'personal', title: 'User name' },
  email: { sensitivity: 'personal', title: 'Email address' },
  name: { sensitivity: 'personal', title: 'Name of a person' },
  phone: { sensitivity: 'personal', title: 'Phone number' },
  address: { sensitivity: 'personal', title: 'Postal address' },
  birthdate: { sensitivity: 'personal', title: 'Birth date' },
  web_page: { sensitivity: 'personal', title: 'Profile page, picture, web site of a person' },
  file_name: { sensitivity: 'incidental', title: 'Name of a file that was sent' },
  os_user: { sensitivity: 'incidental', title: 'Name of a home folder in a file path' },
  trait: { sensitivity: 'incidental', title: 'Gender, locale or time zone of a person' },
  person_id: { sensitivity: 'personal', title: 'Identity number of a person' },
  ip_address: { sensitivity: 'personal', title: "The user's IP address" },
  chosen: { sensitivity: 'personal', title: 'Text that the author of a report hid' },
} as const satisfies Record<string, SecretClassRule>;

export type SecretClass = keyof typeof SECRET_CLASSES;

export interface NameRule {
  /** Compared without case, hyphens, underscores, dots and spaces. */
  names: readonly string[];
  secret: SecretClass;
  /** The value must match too. */
  when?: RegExp;
}

/** Names that are sensitive wherever they stand: parameter, form field, JSON member, `name: value` text. */
export const SENSITIVE_NAMES: readonly NameRule[] = [
  { secret: 'access_token', names: ['access_token', 'AccessToken', 'subject_token', 'actor_token'] },
  { secret: 'refresh_token', names: ['refresh_token'] },
  { secret: 'id_token', names: ['id_token', 'id_token_hint', 'logout_token'] },
  {
    secret: 'token',
    names: [
      'registration_access_token',
      'initial_access_token',
      'login_hint_token',
      'client_notification_token',
      'device_secret',
      'x-auth-token',
      'x-amz-security-token',
      'auth_token',
      'bearer_token',
      'session_token',
      'security_token',
      'invitation_token',
      'reset_token',
    ],
  },
  {
    secret: 'jwt',
    names: ['request', 'response', 'software_statement', 'client_attestation', 'vp_token'],
    when: /^ey[\w-]+\.[\w-]*\.[\w.-]*$/,
  },
  {
    secret: 'client_secret',
    names: ['client_secret', 'consumer_secret', 'app_secret', 'application_secret'],
  },
  { secret: 'code', names: ['authorization_code', 'auth_code', 'pre-authorized_code', 'samlart'] },
  { secret: 'code_verifier', names: ['code_verifier'] },
  {
    secret: 'assertion',
    names: ['client_assertion', 'assertion', 'SAMLResponse', 'SAMLRequest', 'saml_response', 'wresult'],
  },
  { secret: 'device_code', names: ['device_code'] },
  { secret: 'user_code', names: ['user_code'] },
  { secret: 'auth_req_id', names: ['auth_req_id'] },
  { secret: 'request_uri', names: ['request_uri'], when: /^urn:/i },
  { secret: 'dpop_proof', names: ['dpop'], when: /^ey/ },
  {
    secret: 'password',
    names: [
      'password',
      'passwd',
      'pwd',
      'pass',
      'passphrase',
      'current_password',
      'new_password',
      'old_password',
      'confirm_password',
      'j_password',
      'user_password',
      'secret_answer',
      'proxy_password',
      'key_passphrase',
    ],
  },
  {
    secret: 'otp',
    names: [
      'otp',
      'totp',
      'one_time_password',
      'passcode',
      'mfa_code',
      'verification_code',
      'sms_code',
      'recovery_code',
      'binding_message_code',
    ],
  },
  {
    secret: 'api_key',
    names: [
      'api_key',
      'x-api-key',
      'subscription_key',
      'ocp-apim-subscription-key',
      'x-functions-key',
      'access_key',
      'secret_key',
      'secret_access_key',
      'x-goog-api-key',
    ],
  },
  {
    secret: 'private_key',
    names: ['private_key', 'client_key', 'signing_key', 'encryption_key', 'private_key_pem'],
  },
  {
    secret: 'session_id',
    names: [
      'session_id',
      'sessionid',
      'session_state',
      'session_code',
      'jsessionid',
      'phpsessid',
      'asp.net_sessionid',
      'sid',
    ],
  },
  {
    secret: 'csrf_token',
    names: [
      'csrf',
      '_csrf',
      'xsrf',
      'csrf_token',
      'xsrf_token',
      'x-csrf-token',
      'x-xsrf-token',
      'csrfmiddlewaretoken',
      'authenticity_token',
      '__RequestVerificationToken',
    ],
  },
  { secret: 'nonce', names: ['nonce', 'dpop-nonce', 'c_nonce', 'nextnonce', 'cnonce'] },
  { secret: 'subject', names: ['NameID', 'name_id'] },
  {
    secret: 'username',
    names: [
      'username',
      'user_name',
      'j_username',
      'preferred_username',
      'login_hint',
      'logout_hint',
      'upn',
      'unique_name',
      'x-forwarded-user',
      'x-remote-user',
    ],
  },
  { secret: 'email', names: ['email', 'email_address', 'mail', 'emails', 'x-forwarded-email'] },
  {
    secret: 'name',
    names: [
      'given_name',
      'family_name',
      'middle_name',
      'nickname',
      'first_name',
      'last_name',
      'surname',
      'full_name',
      'display_name',
    ],
  },
  { secret: 'phone', names: ['phone_number', 'phone', 'mobile', 'mobile_phone', 'telephone_number'] },
  { secret: 'address', names: ['street_address', 'postal_code', 'postal_address'] },
  { secret: 'birthdate', names: ['birthdate', 'birth_date', 'date_of_birth', 'dob'] },
  {
    secret: 'person_id',
    names: ['ssn', 'social_security_number', 'national_id', 'tax_id', 'employee_id', 'personal_number'],
  },
  {
    secret: 'ip_address',
    names: [
      'x-forwarded-for',
      'x-real-ip',
      'cf-connecting-ip',
      'true-client-ip',
      'x-client-ip',
      'ipaddr',
      'client_ip',
      'ip_address',
    ],
  },
];

/**
 * Words too common to hide wherever they stand. As a parameter of a URL, fragment or form they are
 * sensitive; as a JSON member or in running text only where the value looks random.
 */
export const PARAMETER_NAMES: readonly NameRule[] = [
  { secret: 'code', names: ['code'] },
  { secret: 'state', names: ['state', 'RelayState'] },
  { secret: 'token', names: ['token', 'ticket', 'auth'] },
  { secret: 'session_id', names: ['session'] },
  { secret: 'api_key', names: ['key', 'apikey'] },
  { secret: 'otp', names: ['pin'] },
  { secret: 'secret', names: ['secret', 'sig', 'signature', 'credential', 'credentials'] },
  { secret: 'username', names: ['user', 'login', 'identifier', 'account'] },
];

/** Claims of OpenID Connect Core section 5.1 whose names are ordinary words: personal among claims only. */
export const CLAIM_NAMES: readonly NameRule[] = [
  { secret: 'subject', names: ['sub', 'oid', 'user_id', 'uid'] },
  { secret: 'state', names: ['state'] },
  { secret: 'name', names: ['name', 'cn', 'sn'] },
  { secret: 'username', names: ['user', 'login', 'account'] },
  { secret: 'web_page', names: ['profile', 'picture', 'website', 'avatar_url', 'html_url'] },
  { secret: 'trait', names: ['gender', 'locale', 'zoneinfo'] },
  { secret: 'address', names: ['address', 'formatted', 'locality', 'region', 'country'] },
  { secret: 'ip_address', names: ['ip'] },
];

/** Members of a JWK that are private or symmetric key material (RFC 7518 section 6). */
export const PRIVATE_JWK_MEMBERS: readonly string[] = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k', 'r', 't'];

/** Header fields whose value is credentials or cookies; others go by the names above. */
export const SENSITIVE_HEADERS = {
  authorization: 'authorization',
  'proxy-authorization': 'authorization',
  'x-authorization': 'authorization',
  'x-original-authorization': 'authorization',
  cookie: 'cookie',
  'set-cookie': 'cookie',
  'x-client-cert': 'secret',
} as const satisfies Record<string, SecretClass>;

/**
 * The part of a name that gives away a secret no list can foresee (`acme_refresh_token`,
 * `x-partner-secret`). PUBLIC_NAMES wins over it.
 */
export const SENSITIVE_NAME_PATTERNS: readonly { pattern: RegExp; secret: SecretClass }[] = [
  { pattern: /refresh[-_]?token$/i, secret: 'refresh_token' },
  { pattern: /access[-_]?token$/i, secret: 'access_token' },
  { pattern: /id[-_]?token$/i, secret: 'id_token' },
  { pattern: /(?:csrf|xsrf)/i, secret: 'csrf_token' },
  { pattern: /(?:^|[_-])[Tt]oken$|[a-z]Token$|(?:^|_)TOKEN$/, secret: 'token' },
  { pattern: /client_?secret(?!_)/i, secret: 'client_secret' },
  { pattern: /secret$/i, secret: 'secret' },
  { pattern: /passw(?:or)?d$/i, secret: 'password' },
  { pattern: /(?:api|private|secret|access|account)[_-]?key$/i, secret: 'api_key' },
  { pattern: /sess(?:ion)?[_-]?id$/i, secret: 'session_id' },
  { pattern: /credentials?$/i, secret: 'secret' },
];

/** Protocol names that look sensitive to the patterns above, or whose random value is public by design. */
export const PUBLIC_NAMES: readonly string[] = [
  'client_id',
  'redirect_uri',
  'post_logout_redirect_uri',
  'scope',
  'response_type',
  'response_mode',
  'grant_type',
  'code_challenge',
  'code_challenge_method',
  'audience',
  'resource',
  'iss',
  'prompt',
  'max_age',
  'acr_values',
  'ui_locales',
  'claims_locales',
  'display',
  'claims',
  'token_type',
  'token_type_hint',
  'issued_token_type',
  'requested_token_type',
  'subject_token_type',
  'actor_token_type',
  'client_assertion_type',
  'expires_in',
  'error',
  'error_description',
  'error_uri',
  'error_codes',
  'timestamp',
  'trace_id',
  'correlation_id',
  'request_id',
  'kid',
  'jti',
  'at_hash',
  'c_hash',
  's_hash',
  'dpop_jkt',
  'jkt',
  'x5t',
  'authorization_details',
  'authuser',
  'hd',
  'user_code_supported',
  'verification_uri',
  'token_endpoint',
  'client_name',
  'domain_hint',
]; // prettier-ignore

/** Headers that providers print in their own logs: quoted in reports, so that support finds the request. */
export const CORRELATION_HEADERS: readonly string[] = [
  'x-request-id',
  'request-id',
  'x-correlation-id',
  'correlation-id',
  'client-request-id',
  'x-ms-request-id',
  'x-ms-ests-server',
  'x-okta-request-id',
  'x-auth0-requestid',
  'x-amzn-requestid',
  'x-amzn-trace-id',
  'x-amz-cf-id',
  'x-github-request-id',
  'x-slack-req-id',
  'x-slack-unique-id',
  'x-fb-trace-id',
  'x-fb-request-id',
  'x-li-uuid',
  'x-apple-jingle-correlation-key',
  'x-amz-request-id',
  'cf-ray',
  'traceparent',
  'x-b3-traceid',
  'x-trace-id',
  'x-cloud-trace-context',
  'x-transaction-id',
  'fly-request-id',
];

/**
 * Words of the protocols. A secret that equals one of them (a test password "password") is hidden in
 * its own place only: hiding the word everywhere would wreck the report and point at the secret.
 */
export const PROTOCOL_WORDS: readonly string[] = [
  'true',
  'false',
  'null',
  'none',
  'redacted',
  'openid',
  'email',
  'profile',
  'address',
  'phone',
  'offline_access',
  'bearer',
  'basic',
  'dpop',
  'digest',
  'query',
  'fragment',
  'form_post',
  'authorization_code',
  'implicit',
  'client_credentials',
  'password',
  'refresh_token',
  'login',
  'consent',
  'select_account',
  'plain',
  's256',
  'rs256',
  'es256',
  'ps256',
  'hs256',
  'eddsa',
  'token',
  'secret',
  'code',
  'state',
  'nonce',
  'cookie',
  'client',
  'server',
  'issuer',
  'user',
  'username',
  'admin',
  'test',
  'demo',
  'example',
  'localhost',
  'http',
  'https',
  'post',
  'head',
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'invalid_scope',
  'invalid_token',
  'access_denied',
  'unauthorized_client',
  'server_error',
  'login_required',
  'interaction_required',
  'utf-8',
  'utf8',
  'base64',
  'json',
  'text',
  'html',
  'value',
  'name',
  'type',
  'error',
  'callback',
  'localdomain',
];
