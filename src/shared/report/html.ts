import { revealInvisible } from '../text/invisible';

/** A piece of HTML made here. Only `html` makes one, so that no text gets in unescaped. */
export interface Html {
  markup: string;
}

export type Content = Html | string | number | null | readonly Content[];

/** The only way to markup: everything put into the template is escaped unless it came from `html` itself. */
export function html(template: TemplateStringsArray, ...contents: Content[]): Html {
  const parts = contents.map((content, index) => renderContent(content) + (template[index + 1] ?? ''));
  return { markup: (template[0] ?? '') + parts.join('') };
}

function renderContent(content: Content): string {
  if (content === null) return '';
  if (typeof content === 'string') return escapeText(content);
  if (typeof content === 'number') return String(content);
  return 'markup' in content ? content.markup : content.map(renderContent).join('');
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeText(text: string): string {
  return revealInvisible(text).replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
}
