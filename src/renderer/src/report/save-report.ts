import type { BuiltReport } from '@shared/contract/host-api';

/** Hands the text to the browser as a download; it never passes through a URL that leaves the page. */
export function saveReport({ fileName, mediaType, text }: BuiltReport): void {
  const url = URL.createObjectURL(new Blob([text], { type: mediaType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  document.body.append(link);
  link.click();
  link.remove();
  // The download has its own hold on the data once the click was handled.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
