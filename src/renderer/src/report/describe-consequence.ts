const BEARER = 'Whoever reads the report can call the API as this user until it expires or is revoked.';
const CLIENT =
  'Whoever reads the report can get tokens in the name of this client until the secret is changed.';
const PERSON = 'Whoever reads the report can sign in as this user.';
const REDEEM = 'Whoever reads the report can try to redeem it for tokens as long as it is valid.';

const CONSEQUENCES: Record<string, string> = {
  code: REDEEM,
  device_code: REDEEM,
  auth_req_id: REDEEM,
  access_token: BEARER,
  token: BEARER,
  refresh_token: 'Whoever reads the report can get new access tokens for this user until it is revoked.',
  id_token: 'Whoever reads the report can present it where an ID token is taken as proof of this user.',
  jwt: 'Whoever reads the report can present it wherever it is accepted, until it expires.',
  client_secret: CLIENT,
  code_verifier: 'Together with the authorization code it redeems this sign-in for tokens.',
  assertion: 'Whoever reads the report can present it as this client or user until it expires.',
  user_code: 'Whoever reads the report can bind this sign-in to an account of their own.',
  request_uri: 'Whoever reads the report can start this authorization request in a browser of their own.',
  dpop_proof: 'Until it expires it can be sent once more beside the token it belongs to.',
  password: PERSON,
  otp: PERSON,
  api_key: 'Whoever reads the report can call the API with it until it is revoked.',
  private_key: 'Whoever reads the report can sign as this client, and read what is encrypted for it.',
  authorization: 'Whoever reads the report can send the same request with the same rights.',
  session_id: 'Whoever reads the report can go on in this session as this user.',
  csrf_token: 'Whoever reads the report can forge a form of this session.',
};

/** What somebody could do with a credential of this class, in a sentence. */
export function describeConsequence(secret: string): string {
  return CONSEQUENCES[secret] ?? 'Whoever reads the report can use it in place of the one it was made for.';
}
