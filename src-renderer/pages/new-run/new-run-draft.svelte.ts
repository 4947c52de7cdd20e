/** A run about to be started: a preset, what was changed in it, what it would cost, and whether it can be started. */
import {
  type Baselines,
  type Corpus,
  DEFAULT_RUN_SAMPLES,
  type Run,
  type RunEstimate,
  type RunSamples,
} from '#shared/protocol/index.ts';
import { type PresetName, presetSettings, type PresetText } from '#shared/training/presets.ts';
import { applies, DEFAULT_TRAINING_SETTINGS, type TrainingSettings } from '#shared/training/settings.ts';
import type { Connection } from '../../connection/connection.ts';
import { isValid, type OptionKey, OPTIONS } from './options.ts';
import { differingKeys } from './setting-words.ts';

/** Changes of K closer together than this are counted once; changes of anything are measured once. */
const BASELINES_DELAY = 500;
const ESTIMATE_DELAY = 300;

export class NewRunDraft {
  readonly corpus: Corpus;
  name = $state('');
  preset = $state<PresetName>('recommended');
  settings: TrainingSettings = $state.raw(DEFAULT_TRAINING_SETTINGS);
  baselines = $state.raw<Baselines | null>(null);
  counting = $state(false);
  baselinesError = $state.raw<unknown>(null);
  /** What the settings would cost; of earlier settings while `measuring`. */
  estimate = $state.raw<RunEstimate | null>(null);
  measuring = $state(false);
  estimateError = $state.raw<unknown>(null);
  /** What it writes after each evaluation. */
  samples = $state.raw<RunSamples>(DEFAULT_RUN_SAMPLES);
  starting = $state(false);

  private readonly connection: Connection;
  private readonly first: Partial<TrainingSettings>;
  private countTimer: ReturnType<typeof setTimeout> | undefined;
  private measureTimer: ReturnType<typeof setTimeout> | undefined;
  private countsAsked = 0;
  private estimatesAsked = 0;

  readonly base = $derived.by(() => presetSettings(this.preset, this.presetNeeds));
  readonly changed: readonly OptionKey[] = $derived(
    differingKeys(this.settings, this.base).filter((key) => applies(key, this.settings)),
  );
  readonly invalid: readonly OptionKey[] = $derived(
    OPTIONS.filter((option) => !isValid(option, this.settings[option.key])).map((option) => option.key),
  );
  /** What contradicts what; null when nothing does. */
  readonly conflict: 'carryNeedsOrder' | 'runningNeedsWindow' | null = $derived.by(() => {
    if (this.settings.carryState && this.settings.order === 'shuffled') return 'carryNeedsOrder';
    return this.isRunning && this.settings.window === null ? 'runningNeedsWindow' : null;
  });
  /** The text has fewer types than the settings ask for. */
  readonly limited = $derived(
    !this.measuring && this.estimate !== null && this.estimate.vocabulary < this.settings.vocabularySize,
  );

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
  private get presetNeeds(): PresetText {
    const { vocabularySize, minimumCount } = this.first;
    const { types, counts } = this.corpus;
    // each sentence's end is predicted too
    const trainTokens = counts.train.tokens + counts.train.sentences;
    return { running: this.isRunning, trainTokens, types, vocabularySize, minimumCount };
  }

  get canStart(): boolean {
    return this.isComplete && !this.starting;
  }

  private get isComplete(): boolean {
    return this.invalid.length === 0 && this.conflict === null;
  }

  /** Looks at the text and the machine for the first time. */
  open(): void {
    this.countSoon(0);
    this.measureSoon(0);
  }

  choosePreset(name: PresetName): void {
    this.preset = name;
    this.reset();
  }

  set<K extends OptionKey>(key: K, value: TrainingSettings[K]): void {
    this.settings = { ...this.settings, [key]: value };
    // a window model is refused with a truncation, and shows no field for it
    if (!applies('truncate', this.settings)) this.settings = { ...this.settings, truncate: null };
    this.measureSoon();
    if (key === 'vocabularySize' || key === 'minimumCount') this.countSoon();
  }

  reset(): void {
    this.settings = this.base;
    this.countSoon();
    this.measureSoon();
  }

  private countSoon(delay = BASELINES_DELAY): void {
    clearTimeout(this.countTimer);
    this.countTimer = setTimeout(() => void this.countBaselines(), delay);
  }

  private measureSoon(delay = ESTIMATE_DELAY): void {
    clearTimeout(this.measureTimer);
    this.measureTimer = setTimeout(() => void this.measure(), delay);
    this.measuring = true;
  }

  /** What these settings would cost on this machine. */
  async measure(): Promise<void> {
    const question = ++this.estimatesAsked;
    this.measuring = this.isComplete;
    if (!this.isComplete) return;
    try {
      const { corpus, settings } = this;
      const estimate = await this.connection.request('runs.estimate', { corpus: corpus.id, settings });
      if (question !== this.estimatesAsked) return;
      this.estimate = estimate;
      this.estimateError = null;
    } catch (error) {
      if (question === this.estimatesAsked) this.estimateError = error;
    } finally {
      if (question === this.estimatesAsked) this.measuring = false;
    }
  }

  /** What the run has to beat: word counts of the same split and vocabulary. */
  async countBaselines(): Promise<void> {
    if (this.corpus.counts.validation.sentences === 0) return;
    if (this.invalid.includes('vocabularySize') || this.invalid.includes('minimumCount')) return;
    const question = ++this.countsAsked;
    const { vocabularySize, minimumCount } = this.settings;
    this.counting = true;
    try {
      const baselines = await this.connection.request('corpora.baselines', {
        corpus: this.corpus.id,
        vocabularySize,
        minimumCount,
        split: 'validation',
      });
      if (question !== this.countsAsked) return;
      this.baselines = baselines;
      this.baselinesError = null;
    } catch (error) {
      if (question === this.countsAsked) this.baselinesError = error;
    } finally {
      if (question === this.countsAsked) this.counting = false;
    }
  }

  async start(): Promise<Run> {
    this.starting = true;
    try {
      return await this.connection.request('runs.start', {
        corpus: this.corpus.id,
        name: this.name.trim(),
        settings: this.settings,
        samples: this.samples,
      });
    } finally {
      this.starting = false;
    }
  }

  close(): void {
    clearTimeout(this.countTimer);
    clearTimeout(this.measureTimer);
    this.countsAsked++;
    this.estimatesAsked++;
  }
}
