/** Names of the characters between fields, which a shell would not pass on as they are. */
import type { Separator } from '#shared/datasets/table/separator.ts';

export const SEPARATOR_NAMES = ['comma', 'semicolon', 'tab', 'pipe'] as const;
export type SeparatorName = (typeof SEPARATOR_NAMES)[number];

const SEPARATORS: Readonly<Record<SeparatorName, Separator>> = { comma: ',', semicolon: ';', tab: '\t', pipe: '|' };

/** null: as it looks. */
export const separatorOf = (name: SeparatorName | undefined): Separator | null =>
  name === undefined ? null : SEPARATORS[name];
