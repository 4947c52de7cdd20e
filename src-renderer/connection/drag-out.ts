/**
 * Dragging something out of a browser: as text for whatever takes text, and as a file where the browser (Chromium) makes
 * one of the type "DownloadURL", `MIME type:name:address`.
 */
import { type OutgoingFile, safeFileName } from '#shared/protocol/index.ts';

/** Chromium takes no longer address. */
const LONGEST_ADDRESS = 2_000_000;

export function dragOutOfBrowser({ dataTransfer }: DragEvent, { name, content }: OutgoingFile): void {
  if (dataTransfer === null) return;
  dataTransfer.effectAllowed = 'copy';
  if (typeof content === 'string') dataTransfer.setData('text/plain', content);
  const address = `data:application/octet-stream;base64,${base64(content)}`;
  if (address.length <= LONGEST_ADDRESS)
    // a colon ends the name
    dataTransfer.setData('DownloadURL', `application/octet-stream:${safeFileName(name)}:${address}`);
}

function base64(content: string | Uint8Array): string {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  let binary = '';
  for (let from = 0; from < bytes.length; from += 8192)
    binary += String.fromCharCode(...bytes.subarray(from, from + 8192));
  return btoa(binary);
}
