/** "90 / 5 / 5" and back. */
import type { TextSettings } from '#shared/text/settings.ts';

type Shares = TextSettings['split'];

export const splitText = ({ train, validation, test }: Shares): string => `${train} / ${validation} / ${test}`;

/** null when it is not three shares that sum to 100 with train above 0. */
export function parseSplit(text: string): Shares | null {
  const parts = text
    .split(/[\s/,，;:]+/)
    .filter(Boolean)
    .map(Number);
  const [train = NaN, validation = NaN, test = NaN] = parts;
  if (parts.length !== 3 || !parts.every((part) => part >= 0 && part <= 100)) return null;
  return train > 0 && Math.abs(train + validation + test - 100) < 1e-9 ? { train, validation, test } : null;
}
