export const firstStart = {
  title: 'Start with a text.',
  lead: 'Drop a text file anywhere in this window. Unfold reads its sentences, trains a small recurrent network on them, and shows you how it learns.',
  open: 'Open files…',
  openHint: 'Plain text in any encoding, English, Chinese or other; several become one text',
  folder: 'A folder…',
  paste: 'Paste text',
  pasteHint: 'A page will do to look; a book gives the network something to learn',
  sample: 'Try the built-in sample',
  sampleName: 'Small grammar',
  sampleHint: '10,000 sentences of a small grammar whose best possible loss is known. Trained in seconds.',
  sampleWriting: 'Writing its 10,000 sentences…',
  weights: 'Open weights…',
  weightsHint: 'A safetensors file, from here or from elsewhere, to sample from',
  recent: 'Opened before',
  promise: (folder: string) =>
    `Nothing leaves this machine. Texts, runs and samples stay in ${folder || 'one folder of yours'}.`,
  figure: ['the', 'rain', 'came', 'back', 'at', 'dusk', '.'] as readonly string[],
};
