export const data = {
  newRun: 'New run',
  examplesOf: {
    generated: (n: string, count: number) => (count === 1 ? '1 point' : `${n} points`),
    table: (n: string, count: number) => (count === 1 ? '1 row' : `${n} rows`),
    pictures: (n: string, count: number) => (count === 1 ? '1 picture' : `${n} pictures`),
  },
};
