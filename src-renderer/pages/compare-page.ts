/** The page that compares runs, for the window and for its entry in the library. */
import type { Component } from 'svelte';

const found = import.meta.glob<Component>('./compare/ComparePage.svelte', { eager: true, import: 'default' });
export const ComparePage: Component | undefined = Object.values(found)[0];
