/** A run about to be started: a preset, what was changed in it, and whether it can be started. */
import type { Baselines, Corpus, Run } from '#shared/protocol/index.ts';
import { RUNNING_TEXT, type TrainingSettings } from '#shared/training/settings.ts';
import type { Connection } from '../../connection/connection.ts';
import { estimate } from './estimate.ts';
import { isValid, type OptionKey, OPTIONS } from './options.ts';
import { type PresetName, presetSettings } from './presets.ts';
import { differingKeys } from './setting-words.ts';

/** Changes of K closer together than this are counted once. */
const BASELINES_DELAY = 500;

export class NewRunDraft {
  readonly corpus: Corpus;
  name = $state('');
  preset = $state<PresetName>('recommended');
  settings: TrainingSettings = $state.raw(presetSettings('recommended', {}));
  baselines = $state.raw<Baselines | null>(null);
  counting = $state(false);
  baselinesError = $state.raw<unknown>(null);
  starting = $state(false);

  private readonly connection: Connection;
  private readonly first: Partial<TrainingSettings>;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asked = 0;

  readonly base = $derived.by(() => presetSettings(this.preset, this.presetNeeds));
  readonly changed: readonly OptionKey[] = $derived(differingKeys(this.settings, this.base));
  readonly invalid: readonly OptionKey[] = $derived(
    OPTIONS.filter((option) => !isValid(option, this.settings[option.key])).map((option) => option.key),
  );
  /** What contradicts what; null when nothing does. */
  readonly conflict: 'carryNeedsOrder' | 'runningNeedsWindow' | null = $derived.by(() => {
    if (this.settings.carryState && this.settings.order === 'shuffled') return 'carryNeedsOrder';
    return this.isRunning && this.settings.window === null ? 'runningNeedsWindow' : null;
  });
  readonly estimate = $derived.by(() => estimate(this.corpus, this.settings));

  /** @param first settings of another run, or what was chosen at the import */
  constructor(connection: Connection, corpus: Corpus, first: Partial<TrainingSettings> = {}) {
    this.connection = connection;
    this.corpus = corpus;
    this.first = first;
    this.preset = corpus.settings.tokens === 'character' ? 'character' : 'recommended';
    this.settings = { ...this.base, ...first };
  }

  private get isRunning(): boolean {
    return this.corpus.sentenceRule === 'running';
  }

  /** The text's own needs go into every preset: its vocabulary, and windows if it has no sentences. */
  private get presetNeeds(): Partial<TrainingSettings> {
    const { vocabularySize, minimumCount } = this.first;
    return {
      ...(vocabularySize === undefined ? {} : { vocabularySize }),
      ...(minimumCount === undefined ? {} : { minimumCount }),
      ...(this.isRunning ? RUNNING_TEXT : {}),
    };
  }

  get canStart(): boolean {
    return this.invalid.length === 0 && this.conflict === null && !this.starting;
  }

  choosePreset(name: PresetName): void {
    this.preset = name;
    this.settings = this.base;
    this.countSoon();
  }

  set<K extends OptionKey>(key: K, value: TrainingSettings[K]): void {
    this.settings = { ...this.settings, [key]: value };
    if (key === 'vocabularySize' || key === 'minimumCount') this.countSoon();
  }

  reset(): void {
    this.settings = this.base;
    this.countSoon();
  }

  countSoon(delay = BASELINES_DELAY): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.countBaselines(), delay);
  }

  /** What the run has to beat: word counts of the same split and vocabulary. */
  async countBaselines(): Promise<void> {
    if (this.corpus.counts.validation.sentences === 0) return;
    if (this.invalid.includes('vocabularySize') || this.invalid.includes('minimumCount')) return;
    const question = ++this.asked;
    const { vocabularySize, minimumCount } = this.settings;
    this.counting = true;
    try {
      const baselines = await this.connection.request('corpora.baselines', {
        corpus: this.corpus.id,
        vocabularySize,
        minimumCount,
        split: 'validation',
      });
      if (question !== this.asked) return;
      this.baselines = baselines;
      this.baselinesError = null;
    } catch (error) {
      if (question === this.asked) this.baselinesError = error;
    } finally {
      if (question === this.asked) this.counting = false;
    }
  }

  async start(): Promise<Run> {
    this.starting = true;
    try {
      return await this.connection.request('runs.start', {
        corpus: this.corpus.id,
        name: this.name.trim(),
        settings: this.settings,
      });
    } finally {
      this.starting = false;
    }
  }

  close(): void {
    clearTimeout(this.timer);
    this.asked++;
  }
}
