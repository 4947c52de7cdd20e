/** The smallest power of two that needs at most `most` buckets for `count` rows. */
export function bucketSize(count: number, most: number): number {
  let size = 1;
  while (Math.ceil(count / size) > most) size *= 2;
  return size;
}
