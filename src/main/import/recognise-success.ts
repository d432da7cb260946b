import { findFailedAnswers, readLoggedStatus } from './read-logged-status';

const MAX_TEXT = 262_144;
const MAX_LINES = 5_000;

/** A text about failures, as release notes and help pages are: what it names did not happen. */
const TITLE =
  /^\s{0,9}(?:#{1,4}\s{0,3}|={2,}\s{0,3})?(?:\[?v?\d{1,4}\.\d{1,4}[\w.-]{0,20}\]?\s.{0,40})?(?:change ?log|release notes?|what.{0,2}s new|release \d|version \d|faq\b|frequently asked|trouble-?shooting|upgrade guide|migration guide|known issues|documentation|readme)\b/i;
/** The number of a release as the title of its notes. */
const VERSION = /^\s{0,9}(?:#{1,4}\s{0,3})?\[?v?\d{1,4}\.\d{1,4}[\w.-]{0,20}\]?(?:\s{0,3}[-–(].{0,40})?$/i;
const NOTE = /^\s{0,12}(?:[-*+•]|\d{1,3}[.)]|#{1,6})\s/;
/** What only a log or a program prints. */
const PRINTED =
  /\d\d:\d\d:\d\d|\b(?:ERROR|WARN(?:ING)?|INFO|DEBUG|FATAL|SEVERE)\b|\blevel=|^\s{1,20}at \S|Traceback|"\w{1,40}"\s{0,3}:|\bHTTP\/\d/m;

/** What says that something went wrong, whoever says it. */
const WRONG =
  'errors?|errno|fail(?:s|ed|ing|ures?)?|fatal|exceptions?|denied|refused|rejected|invalid|unauthori[sz]ed|forbidden|time[sd]?[- ]?out|cannot|can.t|could ?n.t|could not|unable|unexpected|not valid|mismatch(?:es|ed)?|abort(?:s|ed|ing)?|panic(?:ked)?|unsupported|\\w{0,20}crash\\w{0,20}|segfault|segmentation|conflicts?|traceback|reset by|broken|incorrect|wrong|blocked|oom\\w{0,10}|killed|unreachable|unhealthy|backoff|declined|overdue|frozen|problem|sorry|never (?:complete|finish|return|arriv|end)\\w*|(?:is|was|has|do|does|did)n.t|not (?:complete|finish|authenticated|logged|signed|ready|authori[sz]ed)\\w*|nicht|fehler\\w{0,20}|erreur';
/** What may also be said on the way to a success. */
const ODD = 'warn(?:ing)?|not found|missing|revoked|expired|disconnected|closed|cancell?ed|locked';
const FAILURE = new RegExp(`\\b(?:${WRONG}|${ODD})\\b`, 'i');
const GRAVE = new RegExp(`\\b(?:${WRONG})\\b`, 'i');
/** Counts and members of nothing ("0 failures", "errors=0", "error": null), and the setting of a timeout. */
const NOTHING =
  /\b(?:no|zero|0|without(?: any)?) (?:errors?|failures?|warnings?|exceptions?|failed\b|problems?|conflicts?)|["']?\b(?:errors?|err|failures?|failed|warnings?|exceptions?)["']?\s{0,3}[:=]\s{0,3}["']?(?:0\b|null\b|none\b|nil\b|false\b|no\b|undefined\b|""|\[\]|\{\})|\b(?:errors?|failures?|warnings?): ?0\b|\btime-?outs?(?:_?m?s)?["']?\s{0,3}[:=]/gi;
/** Advice of a runtime about itself, which ends nothing. */
const ADVICE =
  /\b(?:Deprecation|Experimental|Future|PendingDeprecation|InsecureRequest|User)Warning\b|\bis deprecated\b|\bdeprecated and will be\b|--trace-(?:deprecation|warnings)\b/;

/** What says that it went well. */
const SUCCESS =
  /\b(?:success(?:ful(?:ly)?)?|succeeded|logged in|signed in|log-?in (?:ok|complete[d]?|done|finished)|sign-?in (?:ok|complete[d]?|done|finished)|authenticated|authori[sz]ed as|completed?|finished|done|passed|healthy|ready|ok|(?:token|code|session|callback|id_token|keys?)s? (?:exchange[d]? )?(?:received|issued|refreshed|granted|obtained|validated|verified|renewed|stored|valid))\b|\bverified\b|\bwelcome\b|\bAuthSuccess\b|\btype="?(?:LOGIN|LOGOUT|CODE_TO_TOKEN|REFRESH_TOKEN|CLIENT_LOGIN|TOKEN_EXCHANGE|INTROSPECT_TOKEN|USER_INFO_REQUEST)\b(?!_ERROR)/i;
/** A level below that of warnings: the program itself takes it for no failure. */
const NEWS = /^.{0,80}\b(?:INFO|NOTICE|level=info)\b/;
/** The last word of a log that tried again. */
const END =
  /\b(?:log-?in|sign-?in|authentication|authorization|token (?:exchange|refresh)|session|flow|request|refresh)\b.{0,60}\b(?:ok|complete[d]?|succeeded|successful(?:ly)?|done|finished|established|200)\b|\b(?:logged|signed) in\b|\bauthenticated\b|\btokens? (?:received|refreshed|obtained|issued)\b|\bsucceeded\b/i;
const AGAIN = /\bretr(?:y|ies|ied|ying)\b|\battempt\b|\btry again\b|\btrying again\b/i;

/** What a text is, as `a log of a sign-in`, where it says that something went well and nothing that failed; else null. */
export function recogniseSuccess(text: string): string | null {
  const lines = text
    .slice(0, MAX_TEXT)
    .split(/\r?\n/, MAX_LINES)
    .filter((line) => line.trim() !== '');
  if (lines.length === 0) return null;
  if (isNotes(lines)) return 'a text about releases or errors, and no record of any';
  const told = lines.filter((line) => !isAdvice(line)).map((line) => line.replaceAll(NOTHING, ' '));
  if (told.length === 0) return 'advice of a runtime about itself';
  const answers = lines.flatMap((line) => readLoggedStatus(line) ?? []);
  if (isEndedWell(told)) return 'a log that ends in a success';
  if (told.some((line) => FAILURE.test(line)) || findFailedAnswers(answers).length > 0) return null;
  if (answers.length > 0)
    return answers.every(({ isToldInWords }) => !isToldInWords) ? 'an access log' : 'a log';
  return told.some((line) => SUCCESS.test(line) || NEWS.test(line)) ? 'a log' : null;
}

/** True for a line that says that something went wrong, and not only that something is odd. */
export function tellsFailure(line: string): boolean {
  return GRAVE.test(line.slice(0, 4_000).replaceAll(NOTHING, ' '));
}

/** True for a log in which something failed, was tried again, and went well in the end. */
export function isRecovered(text: string): boolean {
  const lines = text.slice(-MAX_TEXT).trimEnd().split(/\r?\n/).slice(-MAX_LINES);
  return lines.length > 1 && isEndedWell(lines.map((line) => line.replaceAll(NOTHING, ' ')));
}

/** True for what only speaks of errors, before any code in it is taken for one. */
export function isTextAboutErrors(text: string): boolean {
  const lines = text
    .slice(0, MAX_TEXT)
    .split(/\r?\n/, MAX_LINES)
    .filter((line) => line.trim() !== '');
  return isNotes(lines);
}

function isNotes(lines: readonly string[]): boolean {
  const start = lines.slice(0, 400);
  if (PRINTED.test(start.join('\n').slice(0, 32_768))) return false;
  const notes = start.filter((line) => NOTE.test(line)).length;
  if (VERSION.test(start[0] ?? '') && notes > 0) return true;
  const isTitled = start.slice(0, 3).some((line) => TITLE.test(line));
  return isTitled
    ? notes > 0 || start.length > 2
    : notes >= 2 && notes * 3 >= start.length * 2 && /^\s{0,3}#/.test(start[0] ?? '');
}

function isAdvice(line: string): boolean {
  return ADVICE.test(line);
}

/** The last line says that it went well, and whatever failed before it was tried again. */
function isEndedWell(lines: readonly string[]): boolean {
  const last = lines.at(-1) ?? '';
  if (!END.test(last) || FAILURE.test(last)) return false;
  const isGrave = lines.some((line) => GRAVE.test(line) || (readLoggedStatus(line)?.status ?? 0) >= 400);
  return isGrave ? AGAIN.test(lines.join('\n').slice(0, MAX_TEXT)) : true;
}
