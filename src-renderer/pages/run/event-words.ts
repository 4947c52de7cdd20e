/** What happened to a run, in the words that stand beside its dotted line. */
import type { RunEvent } from '#shared/protocol/entities.ts';
import type { Messages } from '../../i18n/en.ts';
import type { Format } from '../../i18n/format.ts';

export function eventWords(event: RunEvent, t: Messages['run'], format: Format): string {
  switch (event.kind) {
    case 'rate-halved':
      return t.rateHalved;
    case 'rate-set':
      return t.rateSet(format.plain(event.to));
    case 'resumed':
      return t.resumed;
    case 'continued':
      return t.continued(format.integer(event.epochs));
  }
}
