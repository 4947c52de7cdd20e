/** The line at the bottom while a run trains, or while a text is read. */
import { displayWidth, fit } from '../terminal/display-width.ts';

/** @param share 0 to 1   @param columns of the bar itself */
export function bar(share: number, columns: number): string {
  const eighths = Math.round(Math.min(1, Math.max(0, share)) * columns * 8);
  const full = '█'.repeat(Math.floor(eighths / 8));
  const part = ' ▏▎▍▌▋▊▉'[eighths % 8] ?? '';
  return (full + (eighths % 8 ? part : '')).padEnd(columns, '░');
}

/** Bar and texts in one line of the terminal; the last texts give way when it is narrow. */
export function progressLine(share: number, texts: readonly string[], columns: number): string {
  const width = columns < 60 ? 10 : 20;
  const head = `${bar(share, width)} ${String(Math.floor(share * 100)).padStart(3)} %`;
  let line = head;
  for (const text of texts) {
    if (displayWidth(line) + 2 + displayWidth(text) > columns - 1) break;
    line += `  ${text}`;
  }
  return fit(line, Math.max(10, columns - 1));
}
