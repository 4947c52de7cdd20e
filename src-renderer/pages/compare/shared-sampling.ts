/** The prompt and the seed from which every compared run writes. */
import {
  DEFAULT_SAMPLING,
  defaultWeights,
  type LanguageRun,
  type SamplingSettings,
  type StoredSample,
} from '#shared/protocol/index.ts';

export type SharedSampling = Pick<SamplingSettings, 'temperature' | 'seed' | 'length'> & { readonly prompt: string };

export const SHARED_SAMPLING: SharedSampling = { prompt: '', temperature: 0.8, seed: 42, length: 40 };

export const samplingSettings = ({ temperature, seed, length }: SharedSampling): SamplingSettings => ({
  ...DEFAULT_SAMPLING,
  temperature,
  seed,
  length,
});

/** What each number may be. */
export const SAMPLING_RANGES = {
  temperature: { low: 0, high: 100, integer: false },
  seed: { low: 0, high: 0xffffffff, integer: true },
  length: { low: 1, high: 1000, integer: true },
} as const;
export type SamplingNumber = keyof typeof SAMPLING_RANGES;
export const SAMPLING_NUMBERS = Object.keys(SAMPLING_RANGES) as readonly SamplingNumber[];

export function isInRange(name: SamplingNumber, value: number): boolean {
  const { low, high, integer } = SAMPLING_RANGES[name];
  return value >= low && value <= high && (!integer || Number.isInteger(value));
}

/** The step of the weights that a run would write with now. */
export const weightsStep = (run: LanguageRun): number =>
  (defaultWeights(run) === 'best' ? run.best?.step : null) ?? run.progress.step;

/** The newest kept sample that was drawn in just this way, perhaps some steps ago; null when there is none. */
export function keptSample(
  samples: readonly StoredSample[],
  sampling: SharedSampling,
  weights: 'best' | 'last',
): StoredSample | null {
  const wanted = JSON.stringify(samplingSettings(sampling));
  return (
    samples.findLast(
      (sample) =>
        sample.weights === weights &&
        sample.prompt === sampling.prompt &&
        sample.seed === sampling.seed &&
        JSON.stringify({ ...DEFAULT_SAMPLING, ...sample.settings }) === wanted,
    ) ?? null
  );
}
