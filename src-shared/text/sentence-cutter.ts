/** The contract between what cuts a text into sentences and what takes them. */

/**
 * Receives the text in order. The `characters` of all calls sum to the code points of the whole text.
 */
export interface SentenceSink {
  /**
   * A sentence, or a piece of one. Running text comes in pieces that end after each LF, none of which is the last.
   * @param characters code points of the source that it stands for, with the line break or white space that follows it
   * @param last the sentence ends here; false: the next call continues it
   */
  sentence(text: string, characters: number, last: boolean): void;
  /** White space between sentences; it counts as part of the one before it. @param lines blank lines in it */
  blank(characters: number, lines: number): void;
}

export interface SentenceCutter {
  push(text: string): void;
  /** End of the file, and so of its last sentence. */
  end(): void;
}
