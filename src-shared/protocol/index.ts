/** The only declaration of what crosses a process. */
export * from './desktop-bridge.ts';
export * from './default-weights.ts';
export * from './entities.ts';
export * from './errors.ts';
export * from './events.ts';
export * from './requests.ts';
export * from './wire.ts';
