/** What trains: one run's network of either family, as its thread drives it and the store keeps it. */
import type { EvaluationRow, RunSamples, Sample } from '#shared/protocol/index.ts';
import type { Tensors } from '#shared/training/checkpoint.ts';
import type { TrainerEvent } from '#shared/training/trainer-events.ts';
import type { Trainer } from '#shared/training/trainer.ts';
import type { NewCheckpoint } from '../../store/checkpoints.ts';

type WithoutPlace<Row> = Row extends EvaluationRow
  ? Omit<Row, 'epoch' | 'step' | 'tokens' | 'seconds' | 'split' | 'best'>
  : never;
/** What an evaluation measures, as it is stored. */
export type Figures = WithoutPlace<EvaluationRow>;

/** What the run wrote by itself, and how it was asked to. */
export interface WrittenSample {
  readonly sample: Sample;
  readonly samples: RunSamples;
}

type AnyTrainer = Pick<
  Trainer<unknown, unknown, { readonly loss: number }>,
  'progress' | 'isAboutToTrain' | 'validates' | 'learningRate' | 'scheduledRate' | 'setLearningRate' | 'best'
>;

export interface Trainee extends AnyTrainer {
  advance(options: { readonly wantNorms: boolean }): TrainerEvent<Figures>;
  /** @throws Error when a weight is not finite */
  checkpoint(): NewCheckpoint;
  weights(): Tensors;
  bestWeights(): Tensors;
  readonly measuresNorms: boolean;
  /** Writes with the weights of the moment; null: this family writes nothing. */
  readonly write: (() => WrittenSample) | null;
}

/** What a family brings along. */
export interface TraineeParts<Weights, State, Result extends { readonly loss: number }> {
  readonly trainer: Trainer<Weights, State, Result>;
  tensors(parameters: Weights): Tensors;
  stateTensors(state: State): Tensors;
  figures(result: Result): Figures;
  readonly measuresNorms: boolean;
  readonly write: (() => WrittenSample) | null;
}

export function createTrainee<Weights, State, Result extends { readonly loss: number }>({
  trainer,
  tensors,
  stateTensors,
  figures,
  measuresNorms,
  write,
}: TraineeParts<Weights, State, Result>): Trainee {
  return {
    measuresNorms,
    write,
    get progress() {
      return trainer.progress;
    },
    get isAboutToTrain() {
      return trainer.isAboutToTrain;
    },
    validates: trainer.validates,
    get learningRate() {
      return trainer.learningRate;
    },
    get scheduledRate() {
      return trainer.scheduledRate;
    },
    setLearningRate: (rate) => trainer.setLearningRate(rate),
    get best() {
      return trainer.best;
    },
    advance(options) {
      const event = trainer.advance(options);
      return event.kind === 'evaluated' ? { ...event, result: figures(event.result) } : event;
    },
    checkpoint() {
      const checkpoint = trainer.checkpoint();
      const { parameters, place } = checkpoint;
      return { weights: tensors(parameters), state: stateTensors(checkpoint), place };
    },
    weights: () => tensors(trainer.parameters()),
    bestWeights: () => tensors(trainer.bestParameters()),
  };
}
