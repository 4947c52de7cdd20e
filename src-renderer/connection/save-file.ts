/** Saving from a page: a link to bytes in memory that is clicked. The browser, or Electron, asks where to put it. */
import type { OutgoingFile } from '#shared/protocol/index.ts';
import { safeFileName } from '#shared/protocol/index.ts';

/** How long the bytes are kept for the browser to read them, milliseconds. */
const KEPT = 60_000;

export function saveFile({ name, content }: OutgoingFile): void {
  saveBlob(new Blob([content]), name);
}

export function saveBlob(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = safeFileName(name);
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT);
}
