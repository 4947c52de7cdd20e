/** "novel", or "novel 2" when that is taken: a name should find one run, one text. */
export function freeName(name: string, taken: readonly { readonly name: string }[]): string {
  const names = new Set(taken.map((item) => item.name));
  let free = name;
  for (let n = 2; names.has(free); n++) free = `${name.slice(0, 190)} ${n}`;
  return free;
}
