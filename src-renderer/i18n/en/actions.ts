/** What can be done with a text or a run. */
export const actions = {
  menu: (name: string) => `Actions for ${name}`,
  archive: 'Archive',
  unarchive: 'Take out of the archive',
  archived: (name: string) => `“${name}” is archived`,
  unarchived: (name: string) => `“${name}” is back in the list`,
  pick: 'Pick for Compare',
  unpick: 'Unpick',
  tooManyPicks: 'too many picked',
  mostPicks: (n: string) => `${n} runs can be compared at once. Unpick one first.`,
  exportWeights: 'Export weights (safetensors)…',
  exportNumpy: 'Export weights (NumPy)…',
  exportFigures: 'Export figures (CSV)…',
  exportEverything: 'Export everything (JSON)…',
  exported: (name: string) => `“${name}” was exported`,
  noWeights: 'no weights yet',
};
