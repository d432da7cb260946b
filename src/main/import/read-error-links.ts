import type { ErrorCause } from '@shared/model/error-record';

export const MAX_CAUSES = 8;
const MAX_DETAILS = 20;

const HEAD =
  /(?:^|[\s[({:.])((?:[A-Z][A-Za-z0-9]{0,60})?(?:Error|Exception))(?: \[([A-Za-z][A-Za-z0-9_]{2,80})\])?: (\S.*)$/;
/** Node prints a cause without a message as its name alone. */
const BARE_HEAD = /^\s{0,40}\[cause\]: ((?:[A-Z][A-Za-z0-9]{0,60})?(?:Error|Exception))\s*\{?$/;
const MEMBER =
  /(?:^\s{1,40}|[{,] )'?([A-Za-z_]\w{0,40})'?(?::| =>) (?:'([^']{0,500})'|"([^"]{0,500})"|(-?\d{1,15}|true|false))/g;
/** Where an error without words was made, past the helpers that only make it. */
const FRAME = /^\s{1,40}at (?:async )?(?:new )?([\w$.]{1,80}) \(/;
const MAKER = /^(?:make\w{0,40}Error|new|Error|captureStackTrace)$/;

export function buildLink(name: string, message: string, code: string | null = null): ErrorCause {
  return { name, message, code, details: {} };
}

/** Each error of a log with the members that are printed below it; the stack between is passed over. */
export function readErrorLinks(lines: readonly string[]): ErrorCause[] {
  const links: ErrorCause[] = [];
  for (const line of lines) {
    const head = HEAD.exec(line) ?? BARE_HEAD.exec(line);
    const link = links.at(-1);
    if (head && links.length <= MAX_CAUSES) {
      const message = (head[3] ?? '').replace(/ \{$/, '');
      const bracketed = head[2] ?? null;
      const code = bracketed !== null && /^[A-Z][A-Z0-9_]+$/.test(bracketed) ? bracketed : null;
      const isRepeated = links.some((each) => each.message === message && each.name === head[1]);
      if (!isRepeated) links.push(buildLink(head[1] ?? 'Error', message, code));
    } else if (link) addMembers(link, links, line);
  }
  return links;
}

/** The members of an error are printed below its stack; a code that comes late belongs to a link without one. */
function addMembers(link: ErrorCause, links: readonly ErrorCause[], line: string): void {
  const frame = link.message === '' ? FRAME.exec(line)?.[1] : undefined;
  if (frame !== undefined && link.details['at'] === undefined && !MAKER.test(frame))
    link.details['at'] = frame;
  for (const [, name = '', single, double, scalar] of line.matchAll(MEMBER)) {
    const value = single ?? double ?? scalar ?? '';
    if (name === 'code') {
      const open = link.code === null ? link : links.findLast((each) => each.code === null);
      if (open && !/^\d+$/.test(value)) open.code = value;
    } else if (Object.keys(link.details).length < MAX_DETAILS && name !== '__proto__') {
      link.details[name] = value;
    }
  }
}
