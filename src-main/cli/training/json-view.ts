/** A run as JSON lines: the fields that docs/terminal.md promises. */
import type { EvaluationRow, MetricRow, Run } from '#shared/protocol/index.ts';
import { corpusFields } from '../corpus-fields.ts';
import { dataSetFields } from '../data-set-words.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { epochOf, type LanguageView, type PerceptronView } from './run-view.ts';

export function jsonView(terminal: Terminal): LanguageView & PerceptronView {
  let checkpointAt: number | null = null;
  return {
    imported: (corpus) => terminal.json({ event: 'corpus', ...corpusFields(corpus) }),
    dataSet: (dataSet) => terminal.json({ event: 'data', ...dataSetFields(dataSet) }),
    started(run) {
      checkpointAt = run.progress.checkpointAt;
      terminal.json({ event: 'start', run: run.id, name: run.name, ...networkFields(run), kernels: run.kernels });
    },
    baselines: (run, split, baselines, floor) =>
      terminal.json({ event: 'baselines', run: run.id, split, ...baselines, floor: floor?.parts[split] ?? null }),
    metrics: (run, row) =>
      terminal.json({
        event: 'metrics',
        run: run.id,
        epoch: epochOf(run, row),
        step: row.step,
        ...metricFields(run, row),
      }),
    evaluation(run, row) {
      const { epoch, step, split } = row;
      terminal.json({ event: 'evaluation', run: run.id, epoch, step, split, ...evaluationFields(row) });
    },
    changed(run) {
      const { checkpointAt: at, epoch, step, tokens } = run.progress;
      if (at !== null && at !== checkpointAt)
        terminal.json({ event: 'checkpoint', run: run.id, epoch, step, ...predicted(run, tokens), at });
      checkpointAt = at;
    },
    ended: (run) =>
      terminal.json({ event: 'done', run: run.id, reason: run.status, seconds: run.progress.seconds, ...best(run) }),
  };
}

function networkFields(run: Run) {
  const { parameters, trainTokens } = run;
  const { epochs, seed } = run.settings;
  if (run.family === 'perceptron') {
    const { layers, activations, cost } = run.shape;
    return { family: run.family, parameters, layers, activations, cost, trainExamples: trainTokens, epochs, seed };
  }
  const { architecture, hidden } = run.settings;
  return { parameters, vocabulary: run.vocabulary, architecture, hidden, trainTokens, epochs, seed };
}

function metricFields(run: Run, row: MetricRow) {
  const { tokens, loss, learningRate, tokensPerSecond, seconds, normIn, normRec, normOut } = row;
  return run.family === 'perceptron'
    ? { examples: tokens, loss, learningRate, examplesPerSecond: tokensPerSecond, seconds }
    : { tokens, loss, learningRate, tokensPerSecond, seconds, normIn, normRec, normOut };
}

function evaluationFields(row: EvaluationRow) {
  const { loss, best, tokens, seconds } = row;
  if (row.family === 'language') {
    const { perplexity, bitsPerCharacter } = row;
    return { loss, perplexity, bitsPerCharacter, best, tokens, seconds };
  }
  const { accuracy, rootMeanSquaredError } = row;
  return { loss, accuracy, rootMeanSquaredError, best, examples: tokens, seconds };
}

const predicted = ({ family }: Run, n: number) => (family === 'perceptron' ? { examples: n } : { tokens: n });

const best = (run: Run) => (run.best ? { best: run.best } : {});
