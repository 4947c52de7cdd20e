/** Rule `whitespace`: what stands between white space, as it stands. The same tokens as Python's `str.split()`. */
import { isWhiteSpace } from '../white-space.ts';
import type { Tokeniser } from './tokeniser.ts';

export const whitespace: Tokeniser = (text, emit) => {
  let begin = -1;
  for (let i = 0; i < text.length; i++) {
    if (!isWhiteSpace(text.charCodeAt(i))) {
      if (begin < 0) begin = i;
    } else if (begin >= 0) {
      emit(text.slice(begin, i));
      begin = -1;
    }
  }
  if (begin >= 0) emit(text.slice(begin));
};
