/** Text from files and models may hold control characters, which a terminal would obey: they are shown instead. */

const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

const picture = (character: string): string => {
  const code = character.charCodeAt(0);
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? '␡' : '�';
};

/** For running text: line breaks and tabs stay. */
export const visible = (text: string): string => text.replace(CONTROL, picture);

/** For a cell of a table or a message: one line. */
export const visibleLine = (text: string): string => visible(text.replace(/\r\n?|\n/g, '↵').replaceAll('\t', '⇥'));
