import type { ReportPreview } from '../contract/host-api';
import type { PreviewItem, PreviewPlace } from '../model/report-preview';
import type { TraceEvent } from '../model/trace-event';
import { isChosen, type KnownPlaceholder } from '../redact/author-choices';
import { decodeFully } from '../redact/decode-view';
import { describeRule } from '../redact/describe-rule';
import { parseJwt } from '../redact/jwt';
import { SECRET_CLASSES } from '../redact/rules';
import { type BuildReportOptions, REDACTED, writeReport } from './build-report';
import { createPart } from './follow-progress';
import { listPlaces } from './list-places';
import { type RedactedPair, redactSession } from './redact-session';

/**
 * The report as buildReport would write it, and each value that it hides or that its author shows: what the rules
 * found first, in the order of the recording, then what the author hid.
 */
export function previewReport(events: readonly TraceEvent[], options: BuildReportOptions): ReportPreview {
  const { overrides, findingsOf, onProgress = () => {} } = options;
  const pair = redactSession(events, overrides, findingsOf, createPart(onProgress, 0, REDACTED));
  const report = writeReport(pair.final, options);
  return { ...report, basis: pair.basis, items: listItems(pair, report.text) };
}

function listItems({ plain, known, final }: RedactedPair, text: string): PreviewItem[] {
  const places = listPlaces(plain.session);
  const finalPlaces = final === plain ? places : listPlaces(final.session);
  const shown = new Set(final.shown.map(({ placeholder }) => placeholder));
  const added = final === plain ? [] : final.redactor.listValues().filter(isNotIn(known));
  return [
    ...known.map((each) => {
      const isShown = shown.has(each.placeholder);
      const item = describe(each, places.get(each.placeholder));
      return isShown ? { ...item, state: 'shown' as const, shownAs: findShown(each.value, text) } : item;
    }),
    ...added.map((each) => describe(each, finalPlaces.get(each.placeholder))),
  ];
}

function isNotIn(known: readonly KnownPlaceholder[]): (each: KnownPlaceholder) => boolean {
  const placeholders = new Set(known.map(({ placeholder }) => placeholder));
  return ({ placeholder }) => !placeholders.has(placeholder);
}

function describe(
  { placeholder, secret, count, value }: KnownPlaceholder,
  places: PreviewPlace[] = [],
): PreviewItem {
  const { title, sensitivity } = SECRET_CLASSES[secret];
  const isOwn = isChosen(placeholder);
  return {
    placeholder,
    secret,
    title,
    rule: describeRule(secret),
    sensitivity,
    count,
    places,
    peek: isOwn ? value : maskValue(value),
    state: isOwn ? 'chosen' : 'hidden',
    shownAs: null,
    chosenText: isOwn ? value : null,
  };
}

/** The ends of a value and its length: at most a sixth of it. */
function maskValue(value: string): string {
  const kept = Math.min(4, Math.floor(value.length / 12));
  const length = `${value.length} ${value.length === 1 ? 'character' : 'characters'}`;
  return kept === 0 ? length : `${value.slice(0, kept)}…${value.slice(-kept)}, ${length}`;
}

/** Of a JWT the signature tells: other values in it may be hidden still. Null where the text has it in no spelling we know. */
function findShown(value: string, text: string): string | null {
  const wanted = parseJwt(value)?.signature || value;
  const spellings = [
    wanted,
    decodeFully(wanted),
    encodeURIComponent(wanted.toWellFormed()),
    JSON.stringify(wanted).slice(1, -1),
  ];
  return spellings.find((each) => text.includes(each)) ?? null;
}
