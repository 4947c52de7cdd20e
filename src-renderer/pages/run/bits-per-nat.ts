/** Bits per character for one nat per token, in the training and in the validation part. */
import type { Corpus, LanguageEvaluationRow, LanguageRun } from '#shared/protocol/entities.ts';
import { bitsPerNat } from '../../charts/loss-units.ts';

export function bitsPerNatOf(
  run: LanguageRun,
  corpus: Corpus | null,
  evaluations: readonly LanguageEvaluationRow[],
): { readonly train: number; readonly validation: number } {
  const evaluation = evaluations.find((row) => row.split === 'validation');
  const measured = evaluation ? bitsPerNat(evaluation) : NaN;
  const characters = corpus?.counts.train.characters ?? 0;
  const train = characters > 0 ? run.trainTokens / characters / Math.LN2 : measured;
  return { train, validation: Number.isFinite(measured) ? measured : train };
}
