/** For what is kept while pages come and go: what is derived in it would otherwise stop with the page that made it. */
export function outlivingPages<T>(create: () => T): T {
  let created: { readonly value: T } | undefined;
  $effect.root(() => void (created = { value: create() }));
  return created!.value;
}
