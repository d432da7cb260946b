/** Exit codes of the command line; scripts rely on them. docs/cli.md explains each. */
export const EXIT = {
  succeeded: 0,
  failed: 1,
  usage: 2,
  unreachable: 3,
  noCallback: 4,
  internal: 70,
  /** 128 + SIGINT, as shells have it. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
