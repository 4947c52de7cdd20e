/** The prompt and the seed from which every compared run writes. */
import { DEFAULT_SAMPLING, type SamplingSettings, type StoredSample } from '#shared/protocol/index.ts';

export type SharedSampling = Pick<SamplingSettings, 'temperature' | 'seed' | 'length'> & { readonly prompt: string };

export const SHARED_SAMPLING: SharedSampling = { prompt: '', temperature: 0.8, seed: 42, length: 40 };

export const samplingSettings = ({ temperature, seed, length }: SharedSampling): SamplingSettings => ({
  ...DEFAULT_SAMPLING,
  temperature,
  seed,
  length,
});

/** The newest kept sample that was drawn in just this way from the weights as they are now; null when there is none. */
export function keptSample(
  samples: readonly StoredSample[],
  sampling: SharedSampling,
  weights: 'best' | 'last',
  step: number,
): StoredSample | null {
  const wanted = JSON.stringify(samplingSettings(sampling));
  return (
    samples.findLast(
      (sample) =>
        sample.weights === weights &&
        sample.step === step &&
        sample.prompt === sampling.prompt &&
        sample.seed === sampling.seed &&
        JSON.stringify({ ...DEFAULT_SAMPLING, ...sample.settings }) === wanted,
    ) ?? null
  );
}
