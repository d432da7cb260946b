import { ANSWER_PARAMETERS } from './catalog/answer';
import { CLAIMS } from './catalog/claims';
import { BROWSER_HEADERS, HABIT_HEADERS, HTTP_HEADERS } from './catalog/headers';
import { JOSE_HEADERS, KEY_MEMBERS } from './catalog/jose';
import { CLIENT_METADATA, SERVER_METADATA } from './catalog/metadata';
import { REQUEST_PARAMETERS } from './catalog/request';
import type { ExplainedParameter, ParameterPlace } from './parameter';

export const EXPLAINED_PARAMETERS: readonly ExplainedParameter[] = [
  ...REQUEST_PARAMETERS,
  ...ANSWER_PARAMETERS,
  ...CLAIMS,
  ...JOSE_HEADERS,
  ...KEY_MEMBERS,
  ...SERVER_METADATA,
  ...CLIENT_METADATA,
  ...HTTP_HEADERS,
  ...BROWSER_HEADERS,
  ...HABIT_HEADERS,
];

/** Where else a name is looked for: a logout request repeats claims, an introspection answer is made of them. */
const NEIGHBOURS: Record<ParameterPlace, readonly ParameterPlace[]> = {
  request: ['request', 'registration', 'answer', 'claim'],
  answer: ['answer', 'claim', 'registration', 'metadata', 'key', 'request'],
  header: ['header'],
  claim: ['claim', 'answer', 'request', 'key', 'registration'],
  jose: ['jose', 'key'],
  metadata: ['metadata', 'registration', 'answer'],
  registration: ['registration', 'metadata', 'key', 'answer'],
  key: ['key', 'jose'],
};

const KNOWN = new Map(EXPLAINED_PARAMETERS.map((each) => [`${each.place} ${each.name}`, each]));

/** What a name means where it stands; null for one that no specification known here has. Header names have no case. */
export function explainParameter(name: string, place: ParameterPlace): ExplainedParameter | null {
  const plain = place === 'header' ? name.toLowerCase() : name;
  for (const each of NEIGHBOURS[place]) {
    const found = KNOWN.get(`${each} ${plain}`);
    if (found) return found;
  }
  return null;
}
