/** Where the start leads, and that it does not overtake a person. */
import { afterEach, expect, it } from 'vitest';
import { Router } from '../../../src-renderer/state/router.svelte.ts';

afterEach(() => void (location.hash = ''));

it('leads on from the start without leaving it in the history', () => {
  location.hash = '#/';
  const router = new Router();
  const pages = history.length;
  router.leaveStart({ page: 'run', run: 3, tab: 'training' });
  expect(router.route).toEqual({ page: 'run', run: 3, tab: 'training' });
  expect(location.hash).toBe('#/run/3');
  expect(history.length).toBe(pages);
});

it('does not overtake an address that was changed a moment ago', () => {
  location.hash = '#/';
  const router = new Router();
  location.hash = '#/run/5/sample';
  router.leaveStart({ page: 'run', run: 3, tab: 'training' });
  expect(location.hash).toBe('#/run/5/sample');
});
