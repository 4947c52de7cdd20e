/** Aligned columns, wide characters counted as two. */
import { displayWidth, fit, padEnd, padStart } from './display-width.ts';
import { visibleLine } from './visible.ts';

export interface Column {
  readonly title: string;
  /** Numbers stand right. */
  readonly right?: boolean;
  /** Longer cells are cut. */
  readonly most?: number;
}

/** The lines of a table, the titles first. Cells are made safe to show. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const cells = rows.map((row) => columns.map((column, i) => fit(visibleLine(row[i] ?? ''), column.most ?? 60)));
  const widths = columns.map((column, i) =>
    Math.max(displayWidth(column.title), ...cells.map((row) => displayWidth(row[i] ?? ''))),
  );
  const line = (texts: readonly string[]) =>
    texts
      .map((text, i) => (columns[i]?.right ? padStart : padEnd)(text, widths[i] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(columns.map((column) => column.title)), ...cells.map(line)];
}
