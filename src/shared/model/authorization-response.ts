import { readParameter } from './parameters';
import type { FlowId, Profile } from './profile';

/** How an authorization response can travel: OAuth 2.0 Multiple Response Types section 2.1, Form Post Response Mode. */
export const RESPONSE_MODES = ['query', 'fragment', 'form_post'] as const;

export type ResponseMode = (typeof RESPONSE_MODES)[number];

export interface ResponseForm {
  mode: ResponseMode;
  /** All parameters stand in one signed JWT (JARM section 2.3). */
  isJwt: boolean;
}

/** What a flow asks for unless the profile says otherwise; flows that are missing have no authorization request. */
export const DEFAULT_RESPONSE_TYPES: Partial<Record<FlowId, string>> = {
  'authorization-code': 'code',
  'refresh-token': 'code',
  'token-exchange': 'code',
  hybrid: 'code id_token',
  implicit: 'id_token',
};

/** What one of these names is there for, the URL answers an authorization request (RFC 6749 section 4.1.2, JARM). */
const ANSWER_NAMES = ['code', 'error', 'response', 'id_token', 'access_token'];

type AuthorizationMembers = Pick<Profile, 'flow' | 'parameters'>;

/** The response_type of the authorization request. */
export function readResponseType({ flow, parameters }: AuthorizationMembers): string {
  return readParameter(parameters.authorize, 'response_type') ?? DEFAULT_RESPONSE_TYPES[flow] ?? 'code';
}

/** How the answer to the authorization request is asked for. */
export function readResponseForm(profile: AuthorizationMembers): ResponseForm {
  const mode = readParameter(profile.parameters.authorize, 'response_mode');
  return parseResponseForm(readResponseType(profile), mode);
}

/** Without a mode, or with the bare `jwt`, the response type decides (Multiple Response Types section 5, JARM section 2.3.4). */
export function parseResponseForm(responseType: string, responseMode: string | undefined): ResponseForm {
  const fallback: ResponseMode = hasTokens(responseType) ? 'fragment' : 'query';
  const named = responseMode?.split('.', 1)[0];
  return {
    mode: RESPONSE_MODES.find((mode) => mode === named) ?? fallback,
    isJwt: responseMode !== undefined && /(^|\.)jwt$/.test(responseMode),
  };
}

/** True where tokens come through the browser. */
export function hasTokens(responseType: string): boolean {
  return responseType.split(' ').some((word) => word === 'id_token' || word === 'token');
}

/** True where an access token comes through the browser, which RFC 9700 section 2.1.2 advises against. */
export function hasAccessToken(responseType: string): boolean {
  return responseType.split(' ').includes('token');
}

export function isAnswer(parameters: URLSearchParams): boolean {
  return ANSWER_NAMES.some((name) => parameters.has(name));
}

/** The response_type that an answer was made for, where the request is not known. */
export function guessResponseType(answer: URLSearchParams): string {
  const words = [
    answer.has('code') ? 'code' : '',
    answer.has('id_token') ? 'id_token' : '',
    answer.has('access_token') ? 'token' : '',
  ];
  return words.filter((word) => word !== '').join(' ') || 'code';
}

/** The parameters of an answer: from the query, or else from the fragment. */
export function readAnswer(url: URL): { parameters: URLSearchParams; isInFragment: boolean } {
  const fragment = new URLSearchParams(url.hash.slice(1));
  const isInFragment = !isAnswer(url.searchParams) && isAnswer(fragment);
  return { parameters: isInFragment ? fragment : url.searchParams, isInFragment };
}
