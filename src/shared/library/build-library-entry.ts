import { diagnose } from '../diagnosis/diagnose';
import type { Finding } from '../model/finding';
import type { SessionView, StepView } from '../model/session';
import type { TraceEvent } from '../model/trace-event';
import { createRedactor, type Redactor } from '../redact/redactor';
import { foldTrace } from '../trace/fold-trace';
import { redactNames, type SessionNames } from './redact-session-names';

/** A session as the library finds it again. Redacted: it may be kept where the recording may not. */
export interface LibraryEntry {
  /** The host of the provider, null where the recording names none. */
  provider: string | null;
  /** The best finding that is an error, else the best there is. */
  finding: string | null;
  fault: string | null;
  mutation: string | null;
  mutationRun: string | null;
  words: string;
  note: string;
  tags: string[];
  /** Whole, for a list that others may read; note and tags above are for a search. */
  shown: SessionNames;
}

/** More than that of one session says nothing new. */
const MAX_WORDS = 20_000;

/** Made from the whole recording, so that a secret of it is known wherever it stands, in the note too. */
export function buildLibraryEntry(events: readonly TraceEvent[], names: SessionNames): LibraryEntry {
  const redactor = createRedactor(events);
  const session = foldTrace(redactor.redactEvents());
  const findings = redactor.redactData(diagnose(foldTrace(events)));
  const best = findings.find(({ severity }) => severity === 'error') ?? findings[0];
  const { fault, mutation, mutationRun } = session;
  const provider = readHost(redactor.redactUrl(names.issuer)) ?? findHost(session);
  const texts = [
    names.profileName,
    showAddress(redactor.redactUrl(names.issuer)),
    ...listSessionTexts(session),
    ...findings.flatMap(listFindingTexts),
  ];
  return {
    provider,
    finding: best?.entryId ?? null,
    fault,
    mutation,
    mutationRun,
    words: clean(redactor, [...new Set(texts)].join('\n').slice(0, MAX_WORDS)),
    note: clean(redactor, names.note),
    tags: names.tags.map((tag) => normalizeTag(clean(redactor, tag))).filter(Boolean),
    shown: redactNames(redactor, names),
  };
}

/** How tags are compared: a person does not tell letter cases apart. */
export function normalizeTag(tag: string): string {
  return tag.trim().normalize('NFKC').toLowerCase();
}

/** Nothing rather than a text in which a secret of the session is left. */
function clean(redactor: Redactor, text: string): string {
  const redacted = redactor.redactText(text).replaceAll(/\S*@\S*/g, ' ');
  return redactor.findLeaks(redacted).length > 0 ? '' : redacted.trim();
}

function listSessionTexts(session: SessionView): string[] {
  const { id, flow, outcome, fault, mutation, profile } = session;
  return [
    id,
    flow,
    outcome,
    fault,
    mutation,
    profile?.client.id,
    ...session.steps.flatMap(listStepTexts),
  ].filter((text) => typeof text === 'string');
}

function listStepTexts({ name, title, error, exchanges }: StepView): string[] {
  const addresses = exchanges.map(({ request }) => showAddress(request.url));
  const links = error ? [error, ...error.causes] : [];
  const { oauth } = error ?? {};
  return [
    name,
    title,
    ...addresses,
    ...links.flatMap(({ code, message }) => [code ?? '', message]),
    oauth?.error ?? '',
    oauth?.errorDescription ?? '',
  ];
}

function listFindingTexts({ entryId, code, title, provider, evidence }: Finding): string[] {
  const proof = evidence.flatMap(({ statement, actual }) => [statement, actual ?? '']);
  return [entryId, code ?? '', title, provider ?? '', ...proof];
}

/** Without user, query and fragment: what tells one request from another and is the same for everybody. */
function showAddress(url: string): string {
  if (!URL.canParse(url)) return '';
  const { host, pathname } = new URL(url);
  return host + pathname;
}

function findHost({ steps }: SessionView): string | null {
  const urls = steps.flatMap(({ exchanges }) => exchanges.map(({ request }) => request.url));
  return urls.map(readHost).find((host) => host !== null) ?? null;
}

/** Servers of this machine change their port with each start, so it tells nothing. */
function readHost(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { host, hostname } = new URL(url);
  const isLoopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
  return (isLoopback ? hostname : host) || null;
}
