/** How large a text or a data set is, and the picture that stands for its kind. */
import type { Corpus, DataSetEntry } from '#shared/protocol/index.ts';
import { SPLITS } from '#shared/text/settings.ts';
import type { IconName } from '../components/icons.ts';
import type { Messages } from '../i18n/en.ts';
import type { Format } from '../i18n/format.ts';
import type { Parent } from '../state/parents.ts';

export const parentSize = (parent: Parent, t: Messages, format: Format): string =>
  parent.kind === 'corpus' ? textSize(parent.entry, t, format) : dataSetSize(parent.entry, t, format);

export function textSize({ counts, settings }: Corpus, t: Messages, format: Format): string {
  const tokens = format.compact(SPLITS.reduce((sum, split) => sum + counts[split].tokens, 0));
  return settings.tokens === 'character' ? t.rail.characters(tokens) : t.rail.tokens(tokens);
}

/** 400 points, 150 rows, 60,000 pictures. */
export function dataSetSize({ counts, description }: DataSetEntry, t: Messages, format: Format): string {
  const n = SPLITS.reduce((sum, split) => sum + counts[split], 0);
  return t.data.examplesOf[description.kind](format.integer(n), n);
}

export function parentIcon({ kind, entry }: Parent): IconName {
  if (entry.archived) return 'archive';
  if (kind === 'corpus') return entry.floor === null ? 'text' : 'grammar';
  return ({ generated: 'points', table: 'table', pictures: 'pictures' } as const)[entry.description.kind];
}
