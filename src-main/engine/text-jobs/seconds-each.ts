/** How long a piece of work takes, measured for a moment. */

/** Times are medians of blocks, so that an interruption does not count. */
const BLOCK_SECONDS = 0.008;

/** @param work on some of them: answers on how many   @returns seconds for one */
export function secondsEach(work: () => number, budget: { readonly seconds: number; readonly least: number }): number {
  const blocks: number[] = [];
  const end = performance.now() + budget.seconds * 1000;
  for (let done = 0; done < budget.least || performance.now() < end;) {
    const began = performance.now();
    let amount = 0;
    do {
      amount += work();
      done++;
    } while (performance.now() - began < BLOCK_SECONDS * 1000);
    blocks.push((performance.now() - began) / 1000 / amount);
  }
  return blocks.sort((a, b) => a - b)[Math.floor(blocks.length / 2)] ?? 0;
}
