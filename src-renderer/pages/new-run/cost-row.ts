/** A line of what a run would cost. */
export interface CostRow {
  readonly name: string;
  /** Below the line after the name, with the shape of the matrix; empty: none. */
  readonly sub: string;
  readonly shape: string;
  readonly value: string;
  /** Shown when one points at the name; empty: nothing. */
  readonly title: string;
}

export const costRow = (name: string, value: string, title = ''): CostRow => ({
  name,
  sub: '',
  shape: '',
  value,
  title,
});
