/** Reading JSON from a file that nobody vouches for. */
import { InterchangeError } from './interchange-error.ts';

/**
 * The value, whose brackets nest at most `maximumDepth` deep.
 *
 * @param what names the text in the error, for example "The header"
 * @throws InterchangeError when it nests deeper or is not JSON
 */
export function parseJson(text: string, maximumDepth: number, what: string): unknown {
  if (nesting(text) > maximumDepth)
    throw new InterchangeError(`${what} nests deeper than the format allows: the file is damaged or hostile.`);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new InterchangeError(`${what} is not valid JSON: the file is damaged, or not of this format.`, {
      cause: error,
    });
  }
}

/** Deepest level of brackets outside strings. */
function nesting(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (inString) {
      if (c === '\\') i++;
      else if (c === '"') inString = false;
    } else if (c === '"') inString = true;
    else if (c === '{' || c === '[') deepest = Math.max(deepest, ++depth);
    else if (c === '}' || c === ']') depth--;
  }
  return deepest;
}
