// One mark for a verdict: a shape, a colour and a word, so that colour is never alone.

export type Mark = 'pass' | 'fail' | 'warn' | 'wait';

const SHAPES: Record<Mark, string> = {
  pass: 'M5 11.5 9 15.5 17 6.5',
  fail: 'M6 6 16 16 M16 6 6 16',
  warn: 'M11 5 11 12.5 M11 16 11 16.5',
  wait: 'M6.5 11 7 11 M11 11 11.5 11 M15.5 11 16 11',
};

export function Status({ mark, label }: { readonly mark: Mark; readonly label: string }): preact.JSX.Element {
  return (
    <svg class={`mark mark-${mark}`} viewBox="0 0 22 22" role="img" aria-label={label}>
      <circle cx="11" cy="11" r="10" />
      <path d={SHAPES[mark]} />
    </svg>
  );
}
