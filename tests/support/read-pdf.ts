import { extractText, getDocumentProxy } from 'unpdf';

export interface ReadPdf {
  /** Of all pages, without white space: a line may break anywhere. */
  text: string;
  pages: string[];
  /** Title, creator, dates: whatever a viewer shows about the file. */
  info: Record<string, unknown>;
  outline: string[];
  isTagged: boolean;
  /** Everything else that a reader can get at: outline, links, alternative texts. */
  rest: string;
}

/** Reads a PDF back as a stranger would, by a library that has nothing to do with its printer. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const pdf = await getDocumentProxy(Uint8Array.from(bytes));
  const { text: pages } = await extractText(pdf, { mergePages: false });
  const { info, metadata } = await pdf.getMetadata();
  const outline = flatten((await pdf.getOutline()) ?? []);
  const rest: unknown[] = [outline, info, metadata, await pdf.getAttachments(), await pdf.getMarkInfo()];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    rest.push(await page.getAnnotations(), await page.getStructTree());
  }
  return {
    text: pages.join('\n').replace(/\s+/g, ''),
    pages,
    info: info as Record<string, unknown>,
    outline,
    isTagged: (await pdf.getMarkInfo())?.Marked === true,
    rest: JSON.stringify(rest),
  };
}

interface OutlineNode {
  title: string;
  items: OutlineNode[];
}

function flatten(nodes: readonly OutlineNode[]): string[] {
  return nodes.flatMap(({ title, items }) => [title, ...flatten(items)]);
}
