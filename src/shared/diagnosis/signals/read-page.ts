const MAX_PAGE = 65_536;
const MAX_TITLE = 200;

const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** What a person sees of a page, without tags, scripts, styles and comments; all of it where nothing is seen. */
export function readVisibleText(html: string): string {
  const page = html.slice(0, MAX_PAGE);
  const kept: string[] = [];
  let hidden: string | null = null;
  for (const [index, part] of page.split('<').entries()) {
    if (index === 0) kept.push(part);
    else if (hidden !== null) {
      if (
        !part
          .slice(0, hidden.length + 1)
          .toLowerCase()
          .startsWith(`/${hidden}`)
      )
        continue;
      hidden = null;
      kept.push(part.slice(part.indexOf('>') + 1));
    } else if (part.startsWith('!--')) {
      const end = part.indexOf('-->');
      if (end >= 0) kept.push(part.slice(end + 3));
    } else {
      hidden = /^(script|style)\b/i.exec(part)?.[0].toLowerCase() ?? null;
      if (hidden === null) kept.push(part.slice(part.indexOf('>') + 1));
    }
  }
  return collapse(decodeEntities(kept.join(' ')));
}

/** The title of a page, '' where it has none. */
export function readTitle(html: string): string {
  const page = html.slice(0, MAX_PAGE);
  const start = /<title\b[^>]{0,200}>/i.exec(page);
  if (!start) return '';
  const from = start.index + start[0].length;
  return collapse(decodeEntities(page.slice(from, from + MAX_TITLE).split('<', 1)[0] ?? ''));
}

/** A page that asks a person to sign in: it has a field for a password, or says so in its title. */
export function isLoginPage(html: string): boolean {
  const page = html.slice(0, MAX_PAGE);
  return (
    /<input\b[^>]{0,300}type\s{0,5}=\s{0,5}["']?password/i.test(page) ||
    /\b(log ?in|sign ?in|log ?on|anmelden|connexion)\b/i.test(readTitle(page))
  );
}

function collapse(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) {
      const key = String(name).toLowerCase();
      return Object.hasOwn(ENTITIES, key) ? (ENTITIES[key] ?? whole) : whole;
    }
    const point = decimal === undefined ? Number.parseInt(String(hex), 16) : Number(decimal);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}
