/** A generated set being chosen: its settings, and a picture of what they give. */
import type { DataSetPreview } from '#shared/protocol/index.ts';
import {
  defaultGeneratedSettings,
  GENERATORS,
  type GeneratedName,
  type GeneratedSettings,
} from '#shared/datasets/generated/registry.ts';
import type { Connection } from '../../connection/connection.ts';
import { PREVIEW_DELAY } from '../../state/import-draft.svelte.ts';

type NumberName = Exclude<keyof GeneratedSettings, 'name'>;
export interface Limits {
  readonly least: number;
  readonly most: number;
}

export const limitsOf = (name: GeneratedName): Readonly<Record<NumberName, Limits>> => ({
  count: { least: 4, most: 100_000 },
  noise: { least: 0, most: 10 },
  size: GENERATORS[name].size ?? { least: 1, most: 64 },
  seed: { least: 0, most: 0xffffffff },
});

export class GeneratedDraft {
  settings = $state.raw<GeneratedSettings>(defaultGeneratedSettings('moons'));
  /** What was typed and is no such number. */
  invalid = $state.raw<readonly NumberName[]>([]);
  /** Empty: as the set is called. */
  name = $state('');
  preview = $state.raw<Extract<DataSetPreview, { kind: 'generated' }> | null>(null);
  /** The settings that the preview shows. */
  shown = $state.raw<GeneratedSettings | null>(null);
  error = $state.raw<unknown>(null);
  private readonly connection: Connection;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asked = 0;

  constructor(connection: Connection) {
    this.connection = connection;
  }

  choose(name: GeneratedName): void {
    this.settings = defaultGeneratedSettings(name);
    this.invalid = [];
    this.previewSoon(0);
  }

  set(field: NumberName, value: number | null): void {
    const { least, most } = limitsOf(this.settings.name)[field];
    const fits = value !== null && value >= least && value <= most && (field === 'noise' || Number.isInteger(value));
    this.invalid = this.invalid.filter((one) => one !== field);
    if (!fits) this.invalid = [...this.invalid, field];
    else {
      this.settings = { ...this.settings, [field]: value };
      this.previewSoon();
    }
  }

  previewSoon(delay = PREVIEW_DELAY): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.updatePreview(), delay);
  }

  /** Answers to older questions are dropped. */
  async updatePreview(): Promise<void> {
    const question = ++this.asked;
    const { settings } = this;
    try {
      const preview = await this.connection.request('datasets.preview', { source: { kind: 'generated', settings } });
      if (question !== this.asked || preview.kind !== 'generated') return;
      this.preview = preview;
      this.shown = settings;
      this.error = null;
    } catch (error) {
      if (question === this.asked) this.error = error;
    }
  }
}
