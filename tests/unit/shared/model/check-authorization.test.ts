import {
  parseResponseForm,
  readAnswer,
  readResponseForm,
  readResponseType,
} from '@shared/model/authorization-response';
import { parseProfile } from '@shared/model/parse-profile';
import { type ProfileInput, profileSchema } from '@shared/model/profile';
import { describe, expect, it } from 'vitest';

function problems(profile: Partial<ProfileInput>, authorize: Record<string, string> = {}) {
  const value = {
    name: 'Acme',
    issuer: 'https://id.acme.example',
    client: { id: 'web' },
    ...profile,
    parameters: { authorize },
  };
  return parseProfile(value).problems.map(({ path, severity, message }) => ({ path, severity, message }));
}

const TYPE = 'parameters.authorize.response_type';
const MODE = 'parameters.authorize.response_mode';

describe('what an authorization request can ask for', () => {
  it.each<[string, Partial<ProfileInput>, Record<string, string>]>([
    ['a form', {}, { response_mode: 'form_post' }],
    ['a fragment', {}, { response_mode: 'fragment' }],
    ['a response JWT', {}, { response_mode: 'form_post.jwt' }],
    ['hybrid as it is', { flow: 'hybrid' }, {}],
    ['hybrid with its words turned around', { flow: 'hybrid' }, { response_type: 'id_token code' }],
    ['hybrid as a form', { flow: 'hybrid' }, { response_mode: 'form_post' }],
    ['implicit as it is', { flow: 'implicit' }, {}],
    ['a flow without an authorization request', { flow: 'device-code' }, { response_mode: 'web_message' }],
  ])('%s is taken', (_name, profile, authorize) => {
    expect(problems(profile, authorize)).toEqual([]);
  });

  it.each<[string, Partial<ProfileInput>, Record<string, string>, path: string, says: RegExp]>([
    ['a mode nobody can receive', {}, { response_mode: 'web_message' }, MODE, /cannot be received here/],
    ['tokens in the query', { flow: 'hybrid' }, { response_mode: 'query' }, MODE, /Multiple Response Types/],
    ['a token in the query', { flow: 'implicit' }, { response_mode: 'query' }, MODE, /section 5/],
    ['JARM with tokens', { flow: 'hybrid' }, { response_mode: 'fragment.jwt' }, MODE, /code flow only/],
    ['an ID token with the code flow', {}, { response_type: 'code id_token' }, TYPE, /is the hybrid flow/],
    ['no code', {}, { response_type: 'none' }, TYPE, /would bring no code back/],
    ['hybrid without an ID token', { flow: 'hybrid' }, { response_type: 'code token' }, TYPE, /no ID token/],
    ['hybrid without a code', { flow: 'hybrid' }, { response_type: 'id_token' }, TYPE, /no code/],
    ['implicit without an ID token', { flow: 'implicit' }, { response_type: 'token' }, TYPE, /no ID token/],
    ['implicit with a code', { flow: 'implicit' }, { response_type: 'code' }, TYPE, /hybrid flow/],
    ['an ID token without openid', { flow: 'hybrid', scope: 'api' }, {}, 'scope', /needs the scope openid/],
    [
      'a resource and no access token',
      { flow: 'implicit', resource: { url: 'https://api.acme.example' } },
      {},
      'resource',
      /brings no access token/,
    ],
    ['a request object without a key', { requestObject: {} }, {}, 'client.key', /private key/],
    [
      'a push without an endpoint',
      { par: true, server: { issuer: 'https://id.acme.example' } },
      {},
      'server.pushed_authorization_request_endpoint',
      /RFC 9126/,
    ],
  ])('%s is refused', (_name, profile, authorize, path, says) => {
    expect(problems(profile, authorize)).toEqual([
      { path, severity: 'error', message: expect.stringMatching(says) },
    ]);
  });

  it('warns of access tokens through the browser, and only of those', () => {
    const warned = (flow: 'hybrid' | 'implicit', type: string) =>
      problems({ flow }, { response_type: type }).map(({ path, severity }) => [path, severity]);
    expect(warned('implicit', 'id_token token')).toEqual([['flow', 'warning']]);
    expect(warned('hybrid', 'code id_token token')).toEqual([[TYPE, 'warning']]);
    expect(warned('hybrid', 'code id_token')).toEqual([]);
    expect(warned('implicit', 'id_token')).toEqual([]);
  });
});

describe('how the answer comes', () => {
  it.each([
    ['code', undefined, 'query', false],
    ['code', 'jwt', 'query', true],
    ['code', 'fragment.jwt', 'fragment', true],
    ['code id_token', undefined, 'fragment', false],
    ['code id_token', 'form_post', 'form_post', false],
    ['id_token token', 'jwt', 'fragment', true],
    ['none', 'jwt', 'query', true],
  ])('%s with response_mode %s: %s', (type, mode, expected, isJwt) => {
    expect(parseResponseForm(type, mode)).toEqual({ mode: expected, isJwt });
  });

  it('follows the flow where the profile says nothing', () => {
    const read = (flow: 'authorization-code' | 'hybrid' | 'implicit') => {
      const profile = profileSchema.parse({
        name: 'x',
        issuer: 'https://a.example',
        client: { id: 'x' },
        flow,
      });
      return [readResponseType(profile), readResponseForm(profile).mode];
    };
    expect(read('authorization-code')).toEqual(['code', 'query']);
    expect(read('hybrid')).toEqual(['code id_token', 'fragment']);
    expect(read('implicit')).toEqual(['id_token', 'fragment']);
  });

  it('is read from the query first, and from the fragment where that has no answer', () => {
    const read = (url: string) => {
      const { parameters, isInFragment } = readAnswer(new URL(url));
      return [parameters.get('code'), isInFragment];
    };
    expect(read('http://127.0.0.1/cb?tenant=1#code=b')).toEqual(['b', true]);
    expect(read('http://127.0.0.1/cb?code=a#code=b')).toEqual(['a', false]);
    expect(read('http://127.0.0.1/cb#section')).toEqual([null, false]);
  });
});
