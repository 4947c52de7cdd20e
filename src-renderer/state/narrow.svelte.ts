/** Whether the window has room for the rail only as a strip; the same width as in the styles. */
import { MediaQuery } from 'svelte/reactivity';

export const narrow = new MediaQuery('max-width: 1000px');
