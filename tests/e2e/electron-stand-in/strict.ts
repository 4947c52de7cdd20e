/**
 * Makes missing members throw with their name, so that the stand-in is never silently incomplete. The check sits at the
 * end of the object's own members, as its prototype: the object stays itself.
 */
export function strict<T extends object>(name: string, target: T): T {
  const prototype = Object.getPrototypeOf(target) as object;
  const checked = new Proxy(prototype, {
    get(members, key, receiver): unknown {
      if (key in members || typeof key === 'symbol' || key === 'then' || key === 'toJSON')
        return Reflect.get(members, key, receiver);
      throw new Error(`The stand-in for Electron has no ${name}.${key}.`);
    },
  });
  return Object.setPrototypeOf(target, checked) as T;
}
