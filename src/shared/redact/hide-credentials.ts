import type { SessionView } from '../model/session';
import { buildPlainReadings } from './build-readings';
import { createIsNew, registerSecrets } from './register-secrets';
import { collectProfileWords, createRegistry } from './registry';
import { SECRET_CLASSES } from './rules';
import { mergeSpans, replaceSpans } from './span';
import { readSessionStrings } from './visit-trace-strings';

/** A body of any size must not hold up a diagnosis; no message that carries credentials is near this. */
const MAX_SEARCHED = 32_768;
/** One character takes up to three bytes, and each of them three characters of percent-encoding. */
const MAX_SPELLING = 9;

/** The start of a text, `maxLength` characters or a little more, without the credentials of the session. */
export type HideCredentials = (text: string, maxLength: number) => string;

/**
 * For texts on the user's own screen: each credential that the session sent or received is replaced by
 * what it is and how long. state, nonce and the user's own data stay, unlike in a report, so that they
 * can be compared in the open.
 */
export function createHideCredentials(session: SessionView): HideCredentials {
  const registry = createRegistry(collectProfileWords(session.profile));
  let longest = 0;
  const isNew = createIsNew();
  readSessionStrings(session, MAX_SEARCHED, (text, place) => {
    if (!isNew(text, place)) return;
    registerSecrets(
      (value, secret) => {
        if (SECRET_CLASSES[secret].sensitivity !== 'credential') return;
        registry.add(value, secret);
        longest = Math.max(longest, value.length);
      },
      text,
      place,
      buildPlainReadings,
    );
  });
  const findCredentials = registry.createFinder();
  return (text, maxLength) => {
    // Far enough to see the end of a credential that begins within the length: none is cut in two.
    const searched = text.slice(0, maxLength + longest * MAX_SPELLING);
    const spans = mergeSpans(searched, findCredentials(searched, buildPlainReadings(searched))).filter(
      ({ start }) => start < maxLength,
    );
    const end = Math.max(maxLength, spans.at(-1)?.end ?? 0);
    return replaceSpans(searched.slice(0, end), spans, ({ secret, value }) => {
      return `[${registry.get(value)?.secret ?? secret}, ${value.length} characters]`;
    });
  };
}
