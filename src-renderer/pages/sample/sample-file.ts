/** A sample as a file of its own. */
import type { OutgoingFile } from '#shared/protocol/desktop-bridge.ts';

/** What file systems refuse in a name, or read as something else. */
const REFUSED = /[\\/:*?"<>|\p{Cc}]+/gu;

/** @param name with its extension */
export const sampleFile = (name: string, text: string): OutgoingFile => ({
  name: name.replace(REFUSED, '-').replace(/^\.+/, ''),
  content: text.endsWith('\n') ? text : `${text}\n`,
});
