/** `unfold train`: a text becomes a trained run. */
import { type Corpus, DEFAULT_RUN_SAMPLES } from '#shared/protocol/index.ts';
import type { LocalEngine } from '../../engine/contract.ts';
import { command, type Call } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { findCorpus } from '../find-named.ts';
import { freeName } from '../free-name.ts';
import { baselinesBeside } from '../training/baselines-beside.ts';
import { chooseLanguageView } from '../training/choose-view.ts';
import { importCorpus, type SampleFile, type TextFile } from '../training/import-corpus.ts';
import { readInitialModel } from '../training/initial-weights.ts';
import { checkReadable } from '../training/text-files.ts';
import { watchRun } from '../training/watch-run.ts';
import { withEngine } from '../with-engine.ts';
import { trainOptions } from './train-options.ts';
import { checkTrainOptions, textSettings, trainingSettings } from './train-settings.ts';

export const train = command({
  name: 'train',
  summary: 'Trains a network on texts and saves it as a run.',
  positionals: { usage: 'FILE...', least: 0, most: Infinity },
  options: trainOptions,
  details:
    'FILE is a text file; "-" reads standard input. --sample small-grammar needs none: 10,000 sentences of a small ' +
    'grammar whose exact entropy is known, so that one sees how near a network comes to what no model can beat. Ctrl-C stops after a checkpoint, and "resume" goes on with the same bits.\n' +
    'A sentence w_1 … w_n is trained as inputs <s> w_1 … w_n and targets w_1 … w_n </s>, from a hidden state of zero, ' +
    'with W -= lambda dE/dW after each sentence. --window reads running text instead, unless --sentences says otherwise.\n' +
    'With --init, the size of the network and the vocabulary come from the file, and what is not said is plain stochastic ' +
    'gradient descent, for comparing with another implementation: --tokens whitespace --sentences line --normalise none ' +
    '--split 100/0/0 --order sequential --epochs 1 --learning-rate 0.01 --schedule constant --clip-norm off.',
  examples: [
    'train novel.txt --epochs 10 --hidden 200',
    'train --sample small-grammar',
    'train poems.txt --tokens character --vocabulary 3000',
    'train novel.txt --window 64 --learning-rate 0.05 --carry --order sequential',
    'train --init weights.safetensors --learning-rate 0.01 --log-every 1 --json sentences.txt',
    'train --corpus novel --learning-rate 0.05 --seed 2',
  ],
  async run(call) {
    const { options, positionals } = call;
    checkTrainOptions(options, positionals);
    const texts = textsToRead(call);
    for (const text of texts) if ('path' in text) await checkReadable(text.path);
    const initialWeights = options.init;
    const init = initialWeights === undefined ? null : await readInitialModel(initialWeights);
    const settings = trainingSettings(options, init);
    const { tokens } = textSettings(options, init !== null);
    if (init?.tokens && init.tokens !== tokens && options.corpus === undefined)
      call.terminal.note(
        `The weights come from a text read with --tokens ${init.tokens}; this one is read with --tokens ${tokens}.`,
      );
    const view = chooseLanguageView(call);

    return await withEngine(call, async (engine) => {
      const corpus = await corpusFor(engine);
      if (call.interrupts.requested) return EXIT.interrupted;
      const run = await engine.startRun(
        corpus.id,
        options.name ?? freeName(corpus.name, await engine.request('runs.list', {})),
        settings,
        {
          logEvery: options.logEvery,
          initialWeights,
          samples: { ...DEFAULT_RUN_SAMPLES, prompt: options.samplePrompt ?? DEFAULT_RUN_SAMPLES.prompt },
        },
      );
      return await watchRun(run, {
        engine,
        view,
        surroundings: call,
        beside: baselinesBeside(engine, corpus, view),
      });
    });

    async function corpusFor(engine: LocalEngine): Promise<Corpus> {
      if (options.corpus !== undefined) return await findCorpus(engine.request, options.corpus);
      const began = performance.now();
      const corpus = await importCorpus(engine, texts, textSettings(options, init !== null), call);
      view.imported(corpus, (performance.now() - began) / 1000);
      return corpus;
    }
  },
});

/** With a text of its own to validate or test on, the others are trained on whole, unless --split says otherwise. */
function textsToRead({ options, positionals }: Call<typeof trainOptions>): (TextFile | SampleFile)[] {
  const { validation, test, split, sample } = options;
  const role = (validation ?? test) !== undefined && split === undefined ? 'train' : 'split';
  return [
    ...(sample === undefined ? [] : [{ sample, role } as const]),
    ...positionals.map((path) => ({ path, role }) as const),
    ...(validation === undefined ? [] : [{ path: validation, role: 'validation' } as const]),
    ...(test === undefined ? [] : [{ path: test, role: 'test' } as const]),
  ];
}
