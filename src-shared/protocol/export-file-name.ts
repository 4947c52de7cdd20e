/** Names for files that leave Unfold, whatever a run or a text is called. */
import type { ExportFormat } from './export-formats.ts';

const LONGEST_NAME = 120;
/** Names of devices, which Windows does not let a file have. */
const DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** A name that every file system takes, without a path in it; never empty. */
export function safeFileName(name: string): string {
  const [, stem = '', extension = ''] = /^(.*?)(\.[A-Za-z0-9]{1,12})?$/su.exec(name) ?? [];
  const clean = stem
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069<>:"/\\|?*]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/^[. ]+|[. ]+$/gu, '');
  const short = [...clean].slice(0, LONGEST_NAME).join('').trimEnd();
  const safe = `${short || 'unfold'}${extension}`;
  return DEVICES.test(safe) ? `_${safe}` : safe;
}

export const exportFileName = (run: string, format: ExportFormat): string => safeFileName(`${run}.${format}`);
