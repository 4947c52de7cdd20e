/** The nearest of some names to a mistyped one. */

/** Edit distance: insertions, deletions, replacements, and neighbours that changed places. */
export function distance(a: string, b: string): number {
  const first = Array.from({ length: b.length + 1 }, (_, j) => j);
  const rows = [first];
  for (let i = 1; i <= a.length; i++) {
    const [above = first, twoAbove] = [rows[i - 1], rows[i - 2]];
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (twoAbove?.[j - 2] ?? Infinity) + 1 : Infinity;
      row.push(Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, replaced, swapped));
    }
    rows.push(row);
  }
  return rows[a.length]?.[b.length] ?? 0;
}

/** `Did you mean "--hidden"?`, or nothing when no name is near. */
export function didYouMean(typed: string, names: readonly string[]): string {
  const bare = (name: string) => name.replace(/^-+/, '');
  const [nearest] = names
    .map((name) => {
      const starts = bare(typed).length >= 3 && bare(name).startsWith(bare(typed));
      return { name, far: starts ? 0.5 : distance(bare(typed), bare(name)) };
    })
    .sort((a, b) => a.far - b.far);
  return nearest && nearest.far <= Math.max(1, bare(typed).length / 3) ? ` Did you mean "${nearest.name}"?` : '';
}
