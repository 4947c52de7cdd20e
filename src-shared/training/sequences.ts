/** The training sequences of one part of the text: what the network reads and what it must predict. */

/** Views on buffers that the next `read` overwrites. */
export interface Sequence {
  /** [T] token ids of the run's vocabulary */
  inputs: Uint32Array;
  /** [T] */
  targets: Uint32Array;
}

export interface Sequences {
  /** Number of sequences. */
  readonly count: number;
  /** Predicted tokens over all sequences, sentence ends included. */
  readonly tokens: number;
  /** The largest T. */
  readonly longest: number;
  /** The sequence at `index`, 0 <= index < count, in the text's order. Allocates nothing that grows with the text. */
  read(index: number): Sequence;
}

/** One part of the text as the corpus stores it. */
export interface EncodedText {
  /** Corpus ids; every sentence, or the running text as a whole, is followed by SENTENCE_END. */
  readonly stream: Uint32Array;
  /** Unicode code points of the text it stands for. */
  readonly characters: number;
}
