/** What the process tells its caller. Documented in docs/terminal.md; scripts rely on them. */
export const EXIT = {
  done: 0,
  /** One sentence on standard error. */
  failed: 1,
  wrongUsage: 2,
  /** Ctrl-C or SIGTERM, after a checkpoint. */
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
