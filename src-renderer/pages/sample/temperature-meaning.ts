/** What a temperature does to the distribution, in a word that the interface has a sentence for. */
export function temperatureMeaning(temperature: number): 'greedy' | 'sharper' | 'own' | 'flatter' {
  if (temperature === 0) return 'greedy';
  if (temperature === 1) return 'own';
  return temperature < 1 ? 'sharper' : 'flatter';
}
