/** How long the end-to-end tests wait, in milliseconds: for machines many times slower than usual, not for speed. */

/** For the answer to what a person does. */
export const PATIENCE = 30_000;

/** For a program to start, a text to be read, or training to be as far. */
export const LONG_PATIENCE = 180_000;
