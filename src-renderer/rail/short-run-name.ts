/** A run's name without that of the text or data set above it, unless nothing would be left. */
export function shortRunName(name: string, parentName: string | null): string {
  if (!parentName || !name.startsWith(parentName)) return name;
  const rest = name.slice(parentName.length).replace(/^[\s,，:–-]+/u, '');
  return rest || name;
}
