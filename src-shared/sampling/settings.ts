/** How tokens are drawn from the next token's distribution. Applied in this order: temperature, top-k, top-p. */
export interface SamplingSettings {
  /** tau, at least 0; 0: always the most probable token. */
  readonly temperature: number;
  /** Only the k most probable; null: all. */
  readonly topK: number | null;
  /** Only the most probable that together reach p, 0 < p <= 1; null: all. */
  readonly topP: number | null;
}
