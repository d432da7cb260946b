import { COPY_FORMS, REPORT_FORMATS, type ReportFormat } from '@shared/contract/host-api';
import { decodeFully } from '@shared/redact/decode-view';
import { buildCopy } from '@shared/report/build-copy';
import { buildReport } from '@shared/report/build-report';
import { decodeBase64 } from '@shared/text/base64';
import { describe, expect, it } from 'vitest';
import {
  buildPlantedSession,
  createRandom,
  type Plant,
  type PlantStyle,
} from '../../../support/planted-session';

const SEEDS = Array.from({ length: 25 }, (_, index) => index + 1);

/** The places whose value shows in the text, looked for as a stranger would: escapes undone, base64 opened. */
function findLeaks(text: string, plants: Plant[]): string[] {
  const readings = [text, decodeFully(text)];
  for (const [run] of decodeFully(text).matchAll(/[\w+/-]{12,}/g)) {
    for (const shift of [0, 1, 2, 3]) readings.push(decodeBase64(run.slice(shift)) ?? '');
  }
  const all = readings.join('\n');
  return plants
    .filter(({ value }) => all.includes(value) || all.includes(value.replaceAll(' ', '+')))
    .map(({ place }) => place);
}

function sweep(format: ReportFormat, style: PlantStyle): string[] {
  return SEEDS.flatMap((seed) => {
    const { events, plants } = buildPlantedSession(createRandom(seed), style);
    const { text } = buildReport(events, { format, now: 0, appVersion: '0.1.0' });
    return findLeaks(text, plants);
  });
}

describe('a report of a session with a secret in every place', () => {
  it('is planted in more than sixty places, and the search finds each of them in the raw session', () => {
    const { events, plants } = buildPlantedSession(createRandom(7));
    expect(plants.length).toBeGreaterThan(60);
    expect(findLeaks(JSON.stringify(events), plants)).toEqual(plants.map(({ place }) => place));
  });

  for (const format of REPORT_FORMATS) {
    it(`shows no token-like secret in ${format}`, () => {
      expect([...new Set(sweep(format, 'token'))]).toEqual([]);
    });

    it(`shows no secret with characters that need escapes in ${format}`, () => {
      expect([...new Set(sweep(format, 'awkward'))]).toEqual([]);
    });

    it(`keeps the facts that a diagnosis needs in ${format}`, () => {
      const { events } = buildPlantedSession(createRandom(3));
      const { text } = buildReport(events, { format, now: 0, appVersion: '0.1.0' });
      const readable = decodeFully(text);
      for (const fact of FACTS[format] ?? FACTS.html) expect(readable).toContain(fact);
    });
  }
});

describe('a copy of any exchange of it', () => {
  for (const form of COPY_FORMS) {
    for (const style of ['token', 'awkward'] as const) {
      it(`shows no ${style === 'token' ? 'token-like secret' : 'secret that needs escapes'} as ${form}`, () => {
        const leaks = SEEDS.slice(0, 6).flatMap((seed) => {
          const { events, plants } = buildPlantedSession(createRandom(seed), style);
          const texts = events.flatMap((event) => {
            if (event.type !== 'exchange-started') return [];
            return [buildCopy(events, { exchangeId: event.exchangeId, form })?.text ?? ''];
          });
          expect(texts.length).toBeGreaterThan(5);
          const unquoted = texts.map((text) => text.replaceAll("'\\''", "'"));
          return findLeaks([...texts, ...unquoted].join('\n'), plants);
        });
        expect([...new Set(leaks)]).toEqual([]);
      });
    }
  }
});

const RUN_FACTS = [
  'id.acme.example',
  'api.acme.example',
  'web-client',
  'openid profile email',
  'invalid_grant',
  'OAUTH_RESPONSE_BODY_ERROR',
  'code_verifier=',
  'client_assertion=',
  'grant_type=authorization_code',
  'req-7f3a',
  '137',
  '400',
  'RFC 6749 section 5.2',
  'Token endpoint status',
  'wrong-state',
  'expires_in',
  'Acme staging',
  'HttpOnly',
  'planted-1',
];

/** A diagram has what went where and how it ended; names of parameters, never their values. */
const DIAGRAM_FACTS = [
  'id.acme.example',
  'invalid_grant',
  'code_verifier',
  'client_assertion',
  'grant_type',
  '400',
  'Token endpoint status',
  'wrong-state',
  'Acme staging',
];

const FACTS: Partial<Record<ReportFormat, string[]>> & Record<'html', string[]> = {
  html: RUN_FACTS,
  mmd: DIAGRAM_FACTS,
};
