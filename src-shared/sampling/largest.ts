/** The ids of the largest values, without sorting all of them: a heap of `count` ids whose root is the worst kept. */

/**
 * Ids of the `count` largest values, the largest first; of equal values the lower id counts as larger. Fewer when there
 * are fewer values. O(K log count).
 */
export function largest(values: Float32Array | Float64Array, count: number): Uint32Array {
  const size = Math.min(count, values.length);
  const heap = new Uint32Array(size);
  const worse = (a: number, b: number): boolean => values[a]! < values[b]! || (values[a] === values[b] && a > b);

  const sink = (start: number, end: number): void => {
    for (let parent = start; ;) {
      let child = 2 * parent + 1;
      if (child >= end) return;
      if (child + 1 < end && worse(heap[child + 1]!, heap[child]!)) child++;
      if (!worse(heap[child]!, heap[parent]!)) return;
      swap(heap, parent, child);
      parent = child;
    }
  };

  if (size === 0) return heap;
  for (let i = 0; i < size; i++) heap[i] = i;
  for (let i = (size >> 1) - 1; i >= 0; i--) sink(i, size);
  for (let id = size; id < values.length; id++) {
    if (!worse(heap[0]!, id)) continue;
    heap[0] = id;
    sink(0, size);
  }
  // Move the worst of the rest to the end, again and again: the largest is left in front.
  for (let end = size - 1; end > 0; end--) {
    swap(heap, 0, end);
    sink(0, end);
  }
  return heap;
}

function swap(array: Uint32Array, i: number, j: number): void {
  const kept = array[i]!;
  array[i] = array[j]!;
  array[j] = kept;
}
