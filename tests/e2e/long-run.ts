/** A run of many hours, put straight into a library: rows as training would have written them, none of it trained. */
import type { RunEvent } from '../../src-shared/protocol/index.ts';
import { DEFAULT_RUN_SAMPLES } from '../../src-shared/protocol/index.ts';
import { insertEvaluation } from '../../src-main/store/evaluations.ts';
import { insertMetrics, type NewMetricRow } from '../../src-main/store/metrics.ts';
import { openStore } from '../../src-main/store/open-store.ts';
import { insertRunEvent } from '../../src-main/store/run-events.ts';
import { setRunProgress } from '../../src-main/store/runs.ts';
import { Random } from '../../src-shared/random.ts';
import { storedCorpus, storedRun } from '../store/sample-rows.ts';

const EPOCHS = 20;
/** Tokens in a row, about what a second of training gives. */
const ROW_TOKENS = 20_000;

/** @returns the run's id. The library must not be open elsewhere. */
export function storeLongRun(dataFolder: string, rows: number, name: string): number {
  const database = openStore(dataFolder);
  try {
    return database.transaction(() => {
      const corpus = storedCorpus(database, { name: `Text of ${name}`, contentHash: name, identity: name });
      const trainTokens = (rows * ROW_TOKENS) / EPOCHS;
      const run = storedRun(database, corpus.id, {
        name,
        status: 'stopped',
        trainTokens,
        samples: DEFAULT_RUN_SAMPLES,
      });
      insertMetrics(database, run, metricRows(rows));
      for (let epoch = 0; epoch <= EPOCHS; epoch++) {
        const loss = epoch === 0 ? 9 : 4.9 + 1.6 * Math.exp(-epoch / 3);
        insertEvaluation(database, run, {
          family: 'language',
          ...place(epoch, trainTokens),
          split: 'validation',
          loss,
          perplexity: Math.exp(loss),
          bitsPerCharacter: loss / 3.2,
          best: true,
        });
      }
      const halved: RunEvent = { ...place(13, trainTokens), kind: 'rate-halved', at: Date.now(), from: 0.1, to: 0.05 };
      insertRunEvent(database, run, halved);
      const sparkline = Array.from({ length: 40 }, (_, i) => 4.5 + 4 * Math.exp(-i / 6));
      setRunProgress(database, run, { ...place(EPOCHS, trainTokens), tokensPerSecond: ROW_TOKENS }, sparkline);
      return run;
    });
  } finally {
    database.close();
  }
}

const place = (epoch: number, trainTokens: number) => ({
  epoch,
  step: Math.round((epoch * trainTokens) / 25),
  tokens: Math.round(epoch * trainTokens),
  seconds: (epoch * trainTokens) / ROW_TOKENS,
});

/** A loss that falls, with the noise of single rows. */
function metricRows(rows: number): NewMetricRow[] {
  const random = new Random(3);
  const next = (): number => random.next();
  const noise = (size: number): number => size * (next() + next() + next() - 1.5);
  return Array.from({ length: rows }, (_, i): NewMetricRow => {
    const done = (i + 1) / rows;
    return {
      epoch: Math.floor(done * EPOCHS * (1 - 1e-12)),
      step: (i + 1) * (ROW_TOKENS / 25),
      tokens: (i + 1) * ROW_TOKENS,
      seconds: i + 1,
      loss: 4.4 + 4.4 * Math.exp(-14 * done) + 0.5 * Math.exp(-3 * done) + noise(0.25),
      learningRate: done < 13 / EPOCHS ? 0.1 : 0.05,
      tokensPerSecond: ROW_TOKENS + noise(900),
      normIn: 0.15 + noise(0.04),
      normRec: 0.9 + noise(0.2),
      normOut: 3.1 + noise(0.6),
    };
  });
}
