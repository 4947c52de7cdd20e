/** What may be typed into a field: a sentence for what is wrong, a few words for what is right. */
import type { Messages } from '../../i18n/en.ts';
import type { Format } from '../../i18n/format.ts';
import { MOST_LAYERS, MOST_UNITS, type Option } from './options.ts';

interface RangeWords {
  readonly wrong: string;
  readonly right: string;
}

export function rangeWords(option: Option, { common, newPerceptron: t }: Messages, format: Format): RangeWords {
  if (option.kind === 'choice') return { wrong: '', right: '' };
  const { integer } = format;
  if (option.kind === 'layers') {
    const [units, layers] = [integer(MOST_UNITS), integer(MOST_LAYERS)];
    return { wrong: t.layersWrong(units, layers), right: t.layersRange(units, layers) };
  }
  const { range } = option;
  switch (range.kind) {
    case 'whole': {
      const [low, high] = [integer(range.low), integer(range.high)];
      return { wrong: common.invalidInteger(low, high), right: common.rangeTo(low, high) };
    }
    case 'positive':
      return { wrong: common.positiveNumber, right: common.rangePositive };
    case 'share':
      return { wrong: common.invalidNumber(integer(0), integer(1)), right: common.rangeTo(integer(0), integer(1)) };
    case 'below-one':
      return { wrong: t.belowOne, right: t.rangeBelowOne };
  }
}
