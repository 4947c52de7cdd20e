/** What one call of a trainer's `advance()` did. The trainer knows no clock; who drives it adds times and cuts metric rows. */
import type { GradientNorms } from '../kernels/contract.ts';

/** @template Result of an evaluation: its loss, and what the family besides measures */
export type TrainerEvent<Result> =
  | {
      readonly kind: 'trained';
      /** Summed over the step's tokens: of a sequence, or the examples of a batch. */
      readonly loss: number;
      readonly tokens: number;
      readonly learningRate: number;
      /** null: not wanted, or not measured. */
      readonly norms: GradientNorms | null;
    }
  /** Part of a validation or test pass; nothing to record yet. */
  | { readonly kind: 'evaluating' }
  | {
      readonly kind: 'evaluated';
      readonly split: 'validation' | 'test';
      readonly result: Result;
      readonly best: boolean;
    }
  /** All epochs done, or patience or the schedule ended the run; `advance` must not be called again. */
  | { readonly kind: 'finished'; readonly reason: 'completed' | 'early-stop' }
  /** The loss was not finite, or exploded; the weights are as before the step that failed. The sentence advises. */
  | { readonly kind: 'diverged'; readonly message: string };
