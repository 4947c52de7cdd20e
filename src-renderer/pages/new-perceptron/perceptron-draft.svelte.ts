/** A perceptron's run about to be started: a preset, what was changed in it, what it would cost, and what contradicts. */
import type { DataSetEntry, PerceptronEstimate, PerceptronRun } from '#shared/protocol/index.ts';
import { DEFAULT_MLP_SETTINGS, type MlpTrainingSettings } from '#shared/training/mlp/settings.ts';
import type { Connection } from '../../connection/connection.ts';
import { networkOf } from './network-of.ts';
import { isValid, type OptionKey, OPTIONS } from './options.ts';
import { type Preset, type PresetName, presetsFor } from './presets.ts';

/** Changes closer together than this are measured once. */
const ESTIMATE_DELAY = 300;

export class PerceptronDraft {
  readonly dataSet: DataSetEntry;
  readonly presets: readonly [Preset, ...Preset[]];
  name = $state('');
  preset = $state<PresetName>('plain');
  settings: MlpTrainingSettings = $state.raw(DEFAULT_MLP_SETTINGS);
  /** What the settings would cost; of earlier settings while `measuring`. */
  estimate = $state.raw<PerceptronEstimate | null>(null);
  measuring = $state(false);
  estimateError = $state.raw<unknown>(null);
  starting = $state(false);

  private readonly connection: Connection;
  private measureTimer: ReturnType<typeof setTimeout> | undefined;
  private estimatesAsked = 0;

  readonly base: MlpTrainingSettings = $derived.by(
    () => (this.presets.find(({ name }) => name === this.preset) ?? this.presets[0]).settings,
  );
  readonly changed: readonly OptionKey[] = $derived(
    OPTIONS.map(({ key }) => key).filter((key) => !isSame(this.settings[key], this.base[key])),
  );
  readonly invalid: readonly OptionKey[] = $derived(
    OPTIONS.filter((option) => !isValid(option, this.settings[option.key])).map(({ key }) => key),
  );
  private readonly network = $derived.by(() =>
    this.invalid.length > 0 ? { shape: null, conflict: null } : networkOf(this.settings, this.dataSet),
  );
  /** null: the settings make no network. */
  readonly shape = $derived(this.network.shape);
  /** What contradicts what, as the engine would say it; null when nothing does. */
  readonly conflict = $derived(this.network.conflict);

  /** @param first settings of another run */
  constructor(connection: Connection, dataSet: DataSetEntry, first?: MlpTrainingSettings) {
    this.connection = connection;
    this.dataSet = dataSet;
    this.presets = presetsFor(dataSet);
    this.preset = this.presets[0].name;
    this.settings = first ?? this.base;
  }

  get canStart(): boolean {
    return this.shape !== null && !this.starting;
  }

  /** Looks at the machine for the first time. */
  open(): void {
    this.measureSoon(0);
  }

  choosePreset(name: PresetName): void {
    this.preset = name;
    this.reset();
  }

  set<K extends OptionKey>(key: K, value: MlpTrainingSettings[K]): void {
    this.settings = { ...this.settings, [key]: value };
    this.measureSoon();
  }

  reset(): void {
    this.settings = this.base;
    this.measureSoon();
  }

  private measureSoon(delay = ESTIMATE_DELAY): void {
    clearTimeout(this.measureTimer);
    this.measureTimer = setTimeout(() => void this.measure(), delay);
    this.measuring = true;
  }

  /** What these settings would cost on this machine. */
  async measure(): Promise<void> {
    const question = ++this.estimatesAsked;
    this.measuring = this.shape !== null;
    if (this.shape === null) return;
    try {
      const { dataSet, settings } = this;
      const estimate = await this.connection.request('perceptrons.estimate', { dataSet: dataSet.id, settings });
      if (question !== this.estimatesAsked) return;
      this.estimate = estimate;
      this.estimateError = null;
    } catch (error) {
      if (question === this.estimatesAsked) this.estimateError = error;
    } finally {
      if (question === this.estimatesAsked) this.measuring = false;
    }
  }

  async start(): Promise<PerceptronRun> {
    this.starting = true;
    try {
      const { dataSet, settings } = this;
      return await this.connection.request('perceptrons.start', {
        dataSet: dataSet.id,
        name: this.name.trim(),
        settings,
        stepsPerSecond: null,
      });
    } finally {
      this.starting = false;
    }
  }

  close(): void {
    clearTimeout(this.measureTimer);
    this.estimatesAsked++;
  }
}

const isSame = (a: MlpTrainingSettings[OptionKey], b: MlpTrainingSettings[OptionKey]): boolean =>
  Object.is(a, b) || (Array.isArray(a) && Array.isArray(b) && a.join() === b.join());
