/** What one call of `Trainer.advance()` did. The trainer knows no clock; who drives it adds times and cuts metric rows. */
import type { GradientNorms } from '../kernels/contract.ts';
import type { EvaluationResult } from './evaluation.ts';

export type TrainerEvent =
  | {
      readonly kind: 'trained';
      /** E of this sequence, nats summed over its tokens. */
      readonly loss: number;
      readonly tokens: number;
      readonly learningRate: number;
      readonly norms: GradientNorms | null;
    }
  /** Part of a validation or test pass; nothing to record yet. */
  | { readonly kind: 'evaluating' }
  | {
      readonly kind: 'evaluated';
      readonly split: 'validation' | 'test';
      readonly result: EvaluationResult;
      readonly best: boolean;
    }
  /** All epochs done, or the schedule ended the run; `advance` must not be called again. */
  | { readonly kind: 'finished'; readonly reason: 'completed' | 'early-stop' }
  /** The loss was not finite; the weights are as before the step that failed. The sentence advises. */
  | { readonly kind: 'diverged'; readonly message: string };
