export const chart = {
  whole: 'Whole run',
  save: 'Save chart or data; drag it out',
  savePicture: 'Picture (PNG)',
  saveFigures: 'Drawn figures (CSV)',
  keys: 'Plus and minus zoom, 0 shows the whole, left and right move a reading line.',
};
