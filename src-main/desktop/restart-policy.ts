/** Decides whether something that crashed is started again, or crashes too often for that to help. */

const WINDOW = 60_000; // milliseconds
const MOST_CRASHES = 3;

export function createRestartPolicy(now: () => number = () => performance.now()): { mayRestart(): boolean } {
  let crashes: number[] = [];
  return {
    /** Call once a crash: true for the first three within a minute. */
    mayRestart() {
      const time = now();
      crashes = [...crashes.filter((crash) => time - crash < WINDOW), time];
      return crashes.length <= MOST_CRASHES;
    },
  };
}
