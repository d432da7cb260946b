import type { BuiltReport, PrintedReport } from '@shared/contract/host-api';

/** Hands the text to the browser as a download; it never passes through a URL that leaves the page. */
export function saveReport({ fileName, mediaType, text }: BuiltReport): void {
  saveBlob(fileName, new Blob([text], { type: mediaType }));
}

/** The same for pages, which come as bytes. */
export function savePrint({ fileName, mediaType, base64 }: PrintedReport): void {
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  saveBlob(fileName, new Blob([bytes], { type: mediaType }));
}

function saveBlob(fileName: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  document.body.append(link);
  link.click();
  link.remove();
  // The download has its own hold on the data once the click was handled.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
