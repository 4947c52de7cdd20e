export const firstStart = {
  title: 'Start with a text.',
  lead: 'Drop a text file anywhere in this window. Unfold reads its sentences, trains a small recurrent network on them, and shows you how it learns.',
  open: 'Open files…',
  openHint: 'Plain text in any encoding, English, Chinese or other',
  paste: 'Paste text',
  pasteHint: 'A page will do to look; a book gives the network something to learn',
  promise: (folder: string) =>
    `Nothing leaves this machine. Texts, runs and samples stay in ${folder || 'one folder of yours'}.`,
  figure: ['the', 'rain', 'came', 'back', 'at', 'dusk', '.'] as readonly string[],
};
