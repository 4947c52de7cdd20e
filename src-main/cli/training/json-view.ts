/** A run as JSON lines: the fields that docs/terminal.md promises. */
import type { Run } from '#shared/protocol/index.ts';
import { corpusFields } from '../corpus-fields.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { epochOf, type RunView } from './run-view.ts';

export function jsonView(terminal: Terminal): RunView {
  let checkpointAt: number | null = null;
  return {
    imported: (corpus) => terminal.json({ event: 'corpus', ...corpusFields(corpus) }),
    started(run) {
      checkpointAt = run.progress.checkpointAt;
      terminal.json({
        event: 'start',
        run: run.id,
        name: run.name,
        parameters: run.parameters,
        vocabulary: run.vocabulary,
        architecture: run.settings.architecture,
        hidden: run.settings.hidden,
        trainTokens: run.trainTokens,
        epochs: run.settings.epochs,
        seed: run.settings.seed,
        kernels: run.kernels,
      });
    },
    baselines: (run, split, baselines, floor) =>
      terminal.json({ event: 'baselines', run: run.id, split, ...baselines, floor: floor?.parts[split] ?? null }),
    metrics(run, row) {
      const { step, tokens, loss, learningRate, tokensPerSecond, seconds, normIn, normRec, normOut } = row;
      const figures = { tokens, loss, learningRate, tokensPerSecond, seconds, normIn, normRec, normOut };
      terminal.json({ event: 'metrics', run: run.id, epoch: epochOf(run, row), step, ...figures });
    },
    evaluation(run, { epoch, step, split, loss, perplexity, bitsPerCharacter, best, tokens, seconds }) {
      const figures = { loss, perplexity, bitsPerCharacter, best, tokens, seconds };
      terminal.json({ event: 'evaluation', run: run.id, epoch, step, split, ...figures });
    },
    changed(run) {
      const { checkpointAt: at, epoch, step, tokens } = run.progress;
      if (at !== null && at !== checkpointAt)
        terminal.json({ event: 'checkpoint', run: run.id, epoch, step, tokens, at });
      checkpointAt = at;
    },
    ended: (run) =>
      terminal.json({ event: 'done', run: run.id, reason: run.status, seconds: run.progress.seconds, ...best(run) }),
  };
}

const best = (run: Run) => (run.best ? { best: run.best } : {});
