/** Functions that are called with what happens, until they are taken out. */
export interface Listeners<T> {
  add(listener: (value: T) => void): () => void;
  call(value: T): void;
}

export function createListeners<T>(): Listeners<T> {
  const all = new Set<(value: T) => void>();
  return {
    add(listener) {
      // a wrapper, so that one function added twice counts twice
      const own = (value: T): void => listener(value);
      all.add(own);
      return () => all.delete(own);
    },
    call(value) {
      for (const listener of [...all]) listener(value);
    },
  };
}
