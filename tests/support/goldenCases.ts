// Golden cases as text: what is typed, where the shape of its output is written down, what it prints. `UPDATE_GOLDEN=1` writes what is printed now.
//
//     world: shop
//     ----
//     # https://kubernetes.io/docs/…
//     $ kubectl get pods
//     NAME …

export interface GoldenCase {
  readonly source: string;
  readonly typed: string;
  readonly expected: string;
}

export interface GoldenFile {
  readonly world: string;
  readonly cases: readonly GoldenCase[];
}

export function readGolden(text: string): GoldenFile {
  const [head = '', ...parts] = text.split(/^----\n/m);
  return {
    world: /^world: (\S+)$/m.exec(head)?.[1] ?? 'shop',
    cases: parts.map((part) => {
      const lines = part.split('\n');
      const source = (lines[0] ?? '').replace(/^# /, '');
      const end = lines.findIndex((line, index) => index > 1 && !line.startsWith('> '));
      const typed = [(lines[1] ?? '').slice(2), ...lines.slice(2, end).map((line) => line.slice(2))].join('\n');
      return { source, typed, expected: lines.slice(end).join('\n') };
    }),
  };
}

export function writeGolden({ world, cases }: GoldenFile): string {
  const parts = cases.map(({ source, typed, expected }) => {
    const [first = '', ...more] = typed.split('\n');
    return `----\n# ${source}\n$ ${first}\n${more.map((line) => `> ${line}\n`).join('')}${expected}`;
  });
  return `world: ${world}\n${parts.join('')}`;
}
