/** An object whose missing members throw with their name, so that the stand-in is never silently incomplete. */
export function strict<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(object, key): unknown {
      if (key in object || typeof key === 'symbol' || key === 'then' || key === 'toJSON')
        return Reflect.get(object, key, object);
      throw new Error(`The stand-in for Electron has no ${name}.${key}.`);
    },
  });
}
