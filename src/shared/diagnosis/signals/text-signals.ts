import { mergeCodes, type ProviderCode } from './provider-codes';
import { createSignal, type Signal } from './signal';

/** More than a provider says of an error; patterns read no more of a text. */
const MAX_TEXT = 8_192;

type Place = Pick<Signal, 'where' | 'seq' | 'stepId'> & Partial<Pick<Signal, 'exchangeId'>>;

/** The codes of a provider that were seen at one place, each once. */
export function describeCodes(codes: ProviderCode[], place: Place): Signal[] {
  return mergeCodes(codes).map(({ code, provider, text }) =>
    createSignal({
      ...place,
      kind: 'provider-code',
      value: code,
      text: `${code} ${text}`,
      details: provider === null ? {} : { provider },
      statement: `The ${place.where} holds the code ${code}${provider === null ? '' : ` of ${provider}`}.`,
      actual: text === '' || text.startsWith(code) ? text || code : `${code}: ${text}`,
    }),
  );
}

/** All that was said at one place in words, as one text for patterns; nothing where nothing was said. */
export function describeText(parts: string[], place: Place): Signal[] {
  const text = [...new Set(parts.filter((part) => part !== ''))].join('\n').slice(0, MAX_TEXT);
  if (text.trim() === '') return [];
  return [
    createSignal({
      ...place,
      kind: 'text',
      value: 'said',
      text,
      statement: `The ${place.where} says so in words.`,
      actual: text.slice(0, 300),
    }),
  ];
}
