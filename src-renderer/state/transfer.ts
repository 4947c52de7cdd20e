/** How far a transfer is, how fast, how long it will take. */
export interface Transfer {
  readonly bytesDone: number;
  readonly bytesTotal: number;
  readonly bytesPerSecond: number;
  /** null while the rate is unknown. */
  readonly secondsLeft: number | null;
}

export function transfer(bytesDone: number, bytesTotal: number, seconds: number): Transfer {
  const bytesPerSecond = seconds > 0 ? bytesDone / seconds : 0;
  const secondsLeft = bytesPerSecond > 0 ? (bytesTotal - bytesDone) / bytesPerSecond : null;
  return { bytesDone, bytesTotal, bytesPerSecond, secondsLeft };
}
