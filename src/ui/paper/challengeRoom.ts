// The address of what a level is played for.
interface Played {
  readonly live?: unknown;
  readonly code: string;
}

export function challengeRoom({ live, code }: Played): string {
  return live ? `class/j/${code}` : `class/c/${code}`;
}
