/** JSON lines for `--json`, otherwise lines and a bar. */
import type { Surroundings } from '../command.ts';
import { humanView } from './human-view.ts';
import { jsonView } from './json-view.ts';
import type { RunView } from './run-view.ts';

export const chooseView = ({ json, terminal, place }: Surroundings & { readonly json: boolean }): RunView =>
  json ? jsonView(terminal) : humanView(terminal, place.program);
