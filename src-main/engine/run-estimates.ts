/** What runs would cost on this machine, before they are started: one short measurement after another. */
import { parameterCount } from '#shared/kernels/matrix-shapes.ts';
import { CHUNK, planLayout } from '#shared/kernels/simd/layout.ts';
import { DEFAULT_RUN_SAMPLES, type RunEstimate, UnfoldError } from '#shared/protocol/index.ts';
import { SPLITS } from '#shared/text/settings.ts';
import { estimateSeconds, trainingBytes, weightBytes } from '#shared/training/estimate.ts';
import { modelShape } from '#shared/training/model-shape.ts';
import type { TrainingSettings } from '#shared/training/settings.ts';
import { getCorpus, type StoredCorpus } from '../store/corpora.ts';
import { listActiveRuns } from '../store/runs.ts';
import type { EngineContext } from './engine-context.ts';
import { Measurements } from './measurements.ts';
import { checkTrainable, effectiveVocabulary } from './new-run.ts';
import type { Speed } from './text-jobs/text-messages.ts';

export class RunEstimates {
  readonly #context: EngineContext;
  readonly #measurements: Measurements<Speed>;

  constructor(context: EngineContext) {
    this.#context = context;
    this.#measurements = new Measurements(() =>
      listActiveRuns(context.database).some(({ status }) => status === 'running'),
    );
  }

  /** @throws UnfoldError `refused` when such a run could not be trained, `not-found` */
  async estimate(corpusId: number, settings: TrainingSettings): Promise<RunEstimate> {
    const { database } = this.#context;
    const corpus = getCorpus(database, corpusId);
    const vocabulary = effectiveVocabulary(database, corpus, settings);
    checkTrainable(corpus, settings, vocabulary);
    const model = modelShape(settings, vocabulary);
    const longest = settings.window ?? corpus.longestSentence + 1;
    checkMemory(settings, vocabulary, longest);
    const { speed, shared } = this.#measurement(corpus, settings, vocabulary);
    const { trainSeconds, evaluateSeconds, writeSeconds } = await speed;
    const { train, validation, test } = predictedTokens(corpus);
    return {
      vocabulary,
      parameters: parameterCount(model),
      memoryBytes: trainingBytes(model, longest) + textBytes(corpus),
      checkpointBytes: weightBytes(model),
      trainTokens: train,
      tokensPerSecond: 1 / trainSeconds,
      seconds: estimateSeconds(
        settings,
        { train, validation, test },
        {
          trainToken: trainSeconds,
          evaluatedToken: evaluateSeconds,
          sample: Math.min(DEFAULT_RUN_SAMPLES.settings.length, typicalLength(corpus, settings)) * writeSeconds,
        },
      ),
      shared,
    };
  }

  #measurement(corpus: StoredCorpus, settings: TrainingSettings, vocabulary: number) {
    const { clipNorm, clipValue, truncate, window } = settings;
    const length = typicalLength(corpus, settings);
    const model = modelShape(settings, vocabulary);
    const shape = [model, clipNorm !== null, clipValue !== null, truncate, window, length];
    const { texts, options, kernels } = this.#context;
    const { dataFolder } = options;
    return this.#measurements.take(JSON.stringify(shape), () =>
      texts.run({ job: 'speed', dataFolder, corpus: corpus.id, vocabulary, settings, kernels }),
    );
  }
}

/** @throws UnfoldError `refused` with the sentence that training would fail with */
function checkMemory(settings: TrainingSettings, vocabulary: number, longest: number): void {
  try {
    const { truncate } = settings;
    planLayout(modelShape(settings, vocabulary), 4, {
      steps: longest,
      outputGradient: longest > CHUNK,
      truncated: truncate !== null && truncate < longest,
    });
  } catch (error) {
    throw error instanceof RangeError ? new UnfoldError('refused', error.message) : error;
  }
}

/** Sentence ends are predicted too. */
function predictedTokens({ counts }: StoredCorpus): { train: number; validation: number; test: number } {
  const [train, validation, test] = SPLITS.map((split) => counts[split].tokens + counts[split].sentences) as [
    number,
    number,
    number,
  ];
  return { train, validation, test };
}

/** Tokens in a sequence, to one part in ten: texts that differ less are as quick. */
function typicalLength(corpus: StoredCorpus, { window }: TrainingSettings): number {
  if (window !== null) return window;
  const mean = predictedTokens(corpus).train / Math.max(1, corpus.counts.train.sentences);
  return Number(mean.toPrecision(2));
}

/** The streams, where their sentences begin, and in which order an epoch takes them. */
function textBytes(corpus: StoredCorpus): number {
  const { train, validation, test } = predictedTokens(corpus);
  const sentences = SPLITS.reduce((sum, split) => sum + corpus.counts[split].sentences, 0);
  return Uint32Array.BYTES_PER_ELEMENT * (train + validation + test + 2 * sentences);
}
