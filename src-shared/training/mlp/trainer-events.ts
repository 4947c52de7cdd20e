/** What one call of `MlpTrainer.advance()` did. The trainer knows no clock; who drives it adds times and cuts metric rows. */
import type { MlpEvaluation } from './evaluation.ts';

export type MlpTrainerEvent =
  | {
      readonly kind: 'trained';
      /** C before the update, summed over the batch's examples. */
      readonly cost: number;
      /** m */
      readonly examples: number;
      readonly learningRate: number;
    }
  /** Part of a validation or test pass; nothing to record yet. */
  | { readonly kind: 'evaluating' }
  | {
      readonly kind: 'evaluated';
      readonly split: 'validation' | 'test';
      readonly result: MlpEvaluation;
      readonly best: boolean;
    }
  /** All epochs done, or patience or the schedule ended the run; `advance` must not be called again. */
  | { readonly kind: 'finished'; readonly reason: 'completed' | 'early-stop' }
  /** The cost was not finite; the weights are as before the step that failed. The sentence advises. */
  | { readonly kind: 'diverged'; readonly message: string };
