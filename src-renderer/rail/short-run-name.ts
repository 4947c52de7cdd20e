/** A run's name without that of the text above it, unless nothing would be left. */
export function shortRunName(name: string, corpusName: string | null): string {
  if (!corpusName || !name.startsWith(corpusName)) return name;
  const rest = name.slice(corpusName.length).replace(/^[\s,，:–-]+/u, '');
  return rest || name;
}
