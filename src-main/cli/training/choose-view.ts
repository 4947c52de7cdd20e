/** JSON lines for `--json`, otherwise lines and a bar. */
import type { Surroundings } from '../command.ts';
import { humanView } from './human-view.ts';
import { jsonView } from './json-view.ts';
import type { RunView } from './run-view.ts';

interface Door extends Surroundings {
  readonly json: boolean;
  readonly data: string | undefined;
}

export const chooseView = ({ json, terminal, place, data }: Door): RunView =>
  json ? jsonView(terminal) : humanView(terminal, place.program, data);
