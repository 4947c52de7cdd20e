export const app = {
  connecting: 'Connecting to the engine',
  lost: 'Not connected.',
  reload: 'Reload',
  dropTitle: 'Read as a new text',
  dropHint: 'Plain text files, one or several',
  dropFolder: 'A folder cannot be read as a text. Drop the files in it.',
  newText: 'New text',
  noSuchPage: 'This page shows nothing: the run or text it named is not in the library.',
  toLibrary: 'Go to the start',
};
