import { describe, expect, it } from 'vitest';
import type { LanguageModelKernels } from '#shared/kernels/contract.ts';
import { allFinite } from '#shared/training/checkpoint.ts';
import { EXPLOSION_NATS, hasExploded, WATCHED_SEQUENCES } from '#shared/training/divergence.ts';
import { LanguageTrainer } from '#shared/training/language-trainer.ts';
import { TrainingData } from '#shared/training/training-data.ts';
import { EMPTY, float32Reference, identityMap, randomData, randomText, settings } from './corpora.ts';
import { EVERY_KERNELS } from './every-kernels.ts';
import { runToEnd } from './runs.ts';

const shape = { vocabulary: 12, hidden: 5, cell: 'tanh' } as const;
const wild = settings({ learningRate: 1e300, clipNorm: null, epochs: 100 });

function trainOnly(sentences: number): TrainingData {
  const texts = { train: randomText(sentences, 12, 1), validation: EMPTY, test: EMPTY };
  return new TrainingData({ texts, map: identityMap(12), window: null });
}

/** Kernels whose loss is `loss(step)` per token; they change the weights by one at each step with a finite loss. */
function scripted(loss: (step: number) => number): LanguageModelKernels {
  const kernels = float32Reference(shape, 1);
  let step = 0;
  return {
    ...kernels,
    trainSequence(_, targets) {
      const value = loss(step++) * targets.length;
      const { W_in, W_rec, W_out } = kernels.readParameters();
      if (Number.isFinite(value)) kernels.writeParameters({ W_in, W_rec: W_rec.map((w) => w + 1), W_out });
      return { loss: value, norms: null };
    },
  };
}

describe('a loss that is not finite', () => {
  it('ends the run with a sentence, the weights as before the step', () => {
    const kernels = scripted((step) => (step < 3 ? 2 : NaN));
    const trainer = new LanguageTrainer({
      kernels,
      data: trainOnly(10),
      settings: settings({ learningRate: 0.2, clipNorm: null }),
    });
    for (let i = 0; i < 3; i++) expect(trainer.advance().kind).toBe('trained');
    const good = trainer.checkpoint();
    expect(trainer.advance()).toEqual({
      kind: 'diverged',
      message:
        'The loss became NaN in epoch 1, step 3, at learning rate 0.2. Try a lower rate, for example 0.02, or clip the norm of the gradient, for example at 5.',
    });
    expect(kernels.readParameters()).toEqual(good.parameters);
    expect(() => trainer.checkpoint()).toThrow(/last good/);
    expect(() => trainer.advance()).toThrow(/ended/);
  });

  it.each(EVERY_KERNELS)('comes from a huge rate, %s, and no checkpoint on the way is spoiled', (_, create) => {
    const trainer = new LanguageTrainer({ kernels: create(shape, 1), data: randomData(12, null), settings: wild });
    for (;;) {
      const event = trainer.advance();
      if (event.kind === 'diverged') break;
      expect(event.kind).not.toBe('finished');
      try {
        expect(allFinite(Object.values(trainer.checkpoint().parameters))).toBe(true);
      } catch (error) {
        expect(String(error)).toMatch(/last good/);
      }
    }
    expect(allFinite(Object.values(trainer.bestParameters()))).toBe(true);
  });

  it('is noticed in the weights when a checkpoint is asked for, before any loss shows it', () => {
    const kernels = float32Reference(shape, 1);
    const trainer = new LanguageTrainer({ kernels, data: trainOnly(10), settings: settings() });
    trainer.advance();
    const { W_in, W_rec, W_out } = kernels.readParameters();
    kernels.writeParameters({ W_in: W_in.fill(Infinity, 0, 1), W_rec, W_out });
    expect(() => trainer.checkpoint()).toThrow(/last good/);
    expect(trainer.advance().kind).toBe('diverged');
  });
});

describe('a loss that explodes', () => {
  const limit = Math.log(12) + EXPLOSION_NATS;

  it('ends the run once a block of sequences lies above ln K + 5', () => {
    const trainer = new LanguageTrainer({ kernels: scripted(() => limit + 0.1), data: trainOnly(40), settings: wild });
    const events = runToEnd(trainer);
    expect(events).toHaveLength(WATCHED_SEQUENCES);
    expect(events.at(-1)).toMatchObject({ kind: 'diverged', message: expect.stringMatching(/guessing/) as string });
  });

  it('lets a high but bounded loss, and a short burst, pass', () => {
    for (const loss of [() => limit - 0.1, (step: number) => (step < 20 ? 50 : 2)]) {
      const trainer = new LanguageTrainer({
        kernels: scripted(loss),
        data: trainOnly(40),
        settings: { ...wild, epochs: 20 },
      });
      expect(runToEnd(trainer).at(-1)?.kind).toBe('finished');
    }
  });

  it('counts a loss that is not a number as exploded', () => {
    expect([limit - 0.01, limit + 0.01, NaN, Infinity].map((loss) => hasExploded(loss, 12))).toEqual([
      false,
      true,
      true,
      true,
    ]);
  });
});
