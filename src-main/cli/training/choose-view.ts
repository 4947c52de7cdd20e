/** JSON lines for `--json`, otherwise lines and a bar. */
import type { Surroundings } from '../command.ts';
import { jsonView } from './json-view.ts';
import { languageView } from './language-view.ts';
import { perceptronView } from './perceptron-view.ts';
import type { LanguageView, PerceptronView } from './run-view.ts';

interface Door extends Surroundings {
  readonly json: boolean;
  readonly data: string | undefined;
}

export const chooseLanguageView = ({ json, terminal, place, data }: Door): LanguageView =>
  json ? jsonView(terminal) : languageView(terminal, place.program, data);

export const choosePerceptronView = ({ json, terminal, place, data }: Door): PerceptronView =>
  json ? jsonView(terminal) : perceptronView(terminal, place.program, data);
