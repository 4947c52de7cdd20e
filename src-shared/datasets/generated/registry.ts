/** Every generated data set. To add one: its file, its line here, its preset in training/mlp/presets.ts. */
import * as v from 'valibot';
import { Random } from '../../random.ts';
import { type DataSet, type Shares, splitExamples, trainOnly } from '../dataset.ts';
import type { Generator } from './generator.ts';
import { parity, xor } from './parity.ts';
import { blobs, circles, moons, spirals } from './points.ts';
import { sine } from './sine.ts';

export const GENERATED = ['xor', 'moons', 'circles', 'spirals', 'blobs', 'sine', 'parity'] as const;
export type GeneratedName = (typeof GENERATED)[number];

export const GENERATORS: Readonly<Record<GeneratedName, Generator>> = {
  xor,
  moons,
  circles,
  spirals,
  blobs,
  sine,
  parity,
};

/** The validation and test parts of sets that are not complete. */
const SHARES: Shares = { train: 70, validation: 15, test: 15 };

/** Stored with the run: the same settings give the same examples. */
export const GeneratedSettingsSchema = v.object({
  name: v.picklist(GENERATED),
  count: v.pipe(v.number(), v.integer(), v.minValue(4), v.maxValue(100_000)),
  noise: v.pipe(v.number(), v.minValue(0), v.maxValue(10)),
  /** Bits of parity, arms of spirals, number of blobs. */
  size: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(64)),
  seed: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffffffff)),
});
export type GeneratedSettings = v.InferOutput<typeof GeneratedSettingsSchema>;

export function defaultGeneratedSettings(name: GeneratedName): GeneratedSettings {
  const { defaults, size } = GENERATORS[name];
  return { name, ...defaults, size: size?.default ?? 1, seed: 1 };
}

/** @throws RangeError when the size does not suit the set */
export function generateDataSet({ name, count, noise, size, seed }: GeneratedSettings): DataSet {
  const generator = GENERATORS[name];
  if (generator.size !== null && !(size >= generator.size.least && size <= generator.size.most))
    throw new RangeError(
      `The size of ${name} must be from ${generator.size.least} to ${generator.size.most}, not ${size}.`,
    );
  const examples = generator.generate({ count, noise, size }, new Random(seed));
  return {
    inputNames: generator.inputNames(size),
    targetNames: generator.targetNames(size),
    parts: generator.complete ? trainOnly(examples) : splitExamples(examples, SHARES, seed),
  };
}
