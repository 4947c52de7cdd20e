/** The only declaration of what crosses a process. */
export * from './desktop-bridge.ts';
export * from './data-entities.ts';
export * from './data-requests.ts';
export * from './default-weights.ts';
export * from './entities.ts';
export * from './errors.ts';
export * from './events.ts';
export * from './export-file-name.ts';
export * from './export-formats.ts';
export * from './folder-files.ts';
export * from './requests.ts';
export * from './source.ts';
export * from './training-news.ts';
export * from './wire.ts';
