/** The two small decisions of the desktop door: whether to start again, and whether a window can be grasped. */
import { expect, test } from 'vitest';
import { isReachable } from '../../src-main/desktop/reachable.ts';
import { createRestartPolicy } from '../../src-main/desktop/restart-policy.ts';

test('three crashes within a minute are forgiven, a fourth is not', () => {
  let time = 0;
  const policy = createRestartPolicy(() => time);
  expect([policy.mayRestart(), policy.mayRestart(), policy.mayRestart()]).toEqual([true, true, true]);
  expect(policy.mayRestart()).toBe(false);
  time = 61_000;
  expect(policy.mayRestart()).toBe(true);
});

test('a window is reachable when enough of its top edge is on a display', () => {
  const screen = { x: 0, y: 0, width: 1920, height: 1080 };
  const left = { x: -1280, y: 0, width: 1280, height: 1024 };
  const at = (x: number, y: number) => ({ x, y, width: 800, height: 600 });
  expect(isReachable(at(100, 100), [screen])).toBe(true);
  expect(isReachable(at(-700, 0), [screen])).toBe(true);
  expect(isReachable(at(-750, 0), [screen])).toBe(false);
  expect(isReachable(at(-750, 0), [screen, left])).toBe(true);
  expect(isReachable(at(1900, 0), [screen])).toBe(false);
  expect(isReachable(at(0, 1060), [screen])).toBe(false);
  expect(isReachable(at(0, -30), [screen])).toBe(false);
  expect(isReachable(at(0, 0), [])).toBe(false);
});
