/** Line drawings on a 16-pixel grid. */
export const icons = {
  search: 'M2.8 7a4.2 4.2 0 1 0 8.4 0a4.2 4.2 0 1 0-8.4 0M10.2 10.2l3.3 3.3',
  plus: 'M8 3v10M3 8h10',
  text: 'M3 4h10M3 7h10M3 10h7M3 13h9',
  weights: 'M3 3h4v4H3zM9 3h4v4H9zM3 9h4v4H3zM9 9h4v4H9z',
  settings:
    'M5.8 8a2.2 2.2 0 1 0 4.4 0a2.2 2.2 0 1 0-4.4 0M8 2v1.8M8 12.2V14M2 8h1.8M12.2 8H14M3.8 3.8 5 5M11 11l1.2 1.2M12.2 3.8 11 5M5 11l-1.2 1.2',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  play: 'M5 3.5v9l7.5-4.5z',
  stop: 'M5 4h6a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1z',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  table: 'M3.5 3h9a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zM2.5 6.5h11M6.5 6.5V13',
  chart: 'M2.5 3v10h11M5 10c2 0 2-5 4-5s2 3 4 3',
  copy: 'M6.5 5.5H12a1 1 0 0 1 1 1V12a1 1 0 0 1-1 1H6.5a1 1 0 0 1-1-1V6.5a1 1 0 0 1 1-1zM10.5 3H4a1 1 0 0 0-1 1v6.5',
  folder: 'M2.5 12.5v-9h4l1.5 2h5.5v7z',
  paste: 'M4.5 3.5h7a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1h-7a1 1 0 0 1-1-1v-8a1 1 0 0 1 1-1zM6 3.5v-1h4v1M6 7h4M6 10h4',
  lock: 'M4.5 7h7a1 1 0 0 1 1 1v4.5a1 1 0 0 1-1 1h-7a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1zM5.5 7V5.2a2.5 2.5 0 0 1 5 0V7',
  dice: 'M4.5 3h7A1.5 1.5 0 0 1 13 4.5v7a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 3 11.5v-7A1.5 1.5 0 0 1 4.5 3zM6 6h.01M10 10h.01M10 6h.01M6 10h.01',
  close: 'M4 4l8 8M12 4l-8 8',
  reset: 'M3.5 8a4.5 4.5 0 1 0 1.5-3.3M3.5 2.5v3h3',
  back: 'M6.5 4 3 7.5 6.5 11M3 7.5h6a4 4 0 0 1 4 4',
  bad: 'M8 2.5 14 13H2zM8 6.5v3M8 11.200h.01',
  ok: 'm3.5 8.5 3 3 6-7.5',
  terminal: 'M3 4l4 4-4 4M8.5 12.5H13',
} as const;
export type IconName = keyof typeof icons;
