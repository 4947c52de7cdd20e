/** What is told outside the pages of runs that train and end. */
import { expect, test } from 'vitest';
import {
  type EventMessage,
  followTraining,
  type LanguageRun,
  type Run,
  type RunEnd,
  type TrainingShare,
} from '#shared/protocol/index.ts';
import { run as makeRun } from '../renderer/entities.ts';

function listen() {
  const shares: (TrainingShare | null)[] = [];
  const ends: RunEnd[] = [];
  const hear = followTraining({ training: (share) => shares.push(share), ended: (end) => ends.push(end) });
  const send = (run: Run): void => hear({ event: 'run-changed', payload: { run, evaluations: 0, events: 0 } });
  return { shares, ends, send, hear };
}
const base = makeRun({ id: 1, name: 'Moby Dick', trainTokens: 100 });
const epochs = base.settings.epochs;
const at = (share: number, changes: Partial<LanguageRun> = {}): Run => ({
  ...base,
  status: 'running',
  progress: { ...base.progress, tokens: share * 100 * epochs },
  ...changes,
});

test('the share is told in steps, and that nothing trains any more', () => {
  const { shares, send } = listen();
  send(at(0));
  send(at(0.251));
  send(at(0.252));
  send(at(0.5));
  send(at(0.5, { status: 'paused' }));
  expect(shares).toEqual([
    { run: 1, name: 'Moby Dick', share: 0 },
    { run: 1, name: 'Moby Dick', share: 0.25 },
    { run: 1, name: 'Moby Dick', share: 0.5 },
    null,
  ]);
});
test('an end by itself is news, one that a person asked for is not', () => {
  const { ends, send } = listen();
  for (const status of ['completed', 'early-stop', 'failed', 'interrupted', 'stopped', 'paused'] as const) {
    send(at(0.9));
    send(at(0.9, { status, message: status === 'failed' ? 'The loss is not finite.' : '' }));
  }
  expect(ends.map(({ status }) => status)).toEqual(['completed', 'early-stop', 'failed', 'interrupted']);
  expect(ends[2]).toEqual({ run: 1, name: 'Moby Dick', status: 'failed', message: 'The loss is not finite.' });
});
test('what was never seen training is no news', () => {
  const { shares, ends, send, hear } = listen();
  send(at(1, { status: 'completed' }));
  hear({ event: 'library-changed', payload: {} } satisfies EventMessage);
  expect([shares, ends]).toEqual([[], []]);
});
test('of two runs the one that began first is shown, then the other', () => {
  const { shares, send } = listen();
  send(at(0.1));
  send(at(0.5, { id: 2, name: 'Emma' }));
  send(at(0.1, { status: 'stopped' }));
  expect(shares.map((share) => share?.name)).toEqual(['Moby Dick', 'Emma']);
});
test('a run without tokens has no share', () => {
  const { shares, send } = listen();
  send(at(0, { trainTokens: 0 }));
  expect(shares).toEqual([{ run: 1, name: 'Moby Dick', share: 0 }]);
});
