// A link as a code for a phone's camera, drawn as one path.
import { useEffect, useState } from 'preact/hooks';
import { useWords } from '../context.tsx';

/** Characters in a code of version 25, level L: denser ones are not read from a screen. */
export const READABLE = 1273;

export function Code({ link }: { readonly link: string }): preact.JSX.Element {
  const t = useWords();
  const [shape, setShape] = useState<{ readonly path: string; readonly size: number } | undefined>(undefined);
  useEffect(() => {
    let gone = false;
    void import('uqr').then(({ encode }) => {
      if (gone) return;
      const { data, size } = encode(link, { ecc: 'L', border: 4 });
      // One run of dark modules, one rectangle.
      const rows = data.map((row, y) =>
        runsOf(row)
          .map(([from, length]) => `M${from} ${y}h${length}v1h-${length}z`)
          .join(''),
      );
      setShape({ path: rows.join(''), size });
    });
    return () => {
      gone = true;
    };
  }, [link]);
  return (
    <figure class="share-code">
      {shape && (
        <svg viewBox={`0 0 ${shape.size} ${shape.size}`} role="img" aria-label={t('ui.share.code')} shape-rendering="crispEdges">
          <rect width={shape.size} height={shape.size} fill="#fff" />
          <path d={shape.path} fill="#000" />
        </svg>
      )}
      <figcaption class="dim">{t('ui.share.code.about')}</figcaption>
    </figure>
  );
}

/** Where dark modules begin in a row, and how many stand together. */
export function runsOf(row: readonly boolean[]): [number, number][] {
  const runs: [number, number][] = [];
  row.forEach((dark, x) => {
    const last = runs.at(-1);
    if (!dark) return;
    if (last && last[0] + last[1] === x) last[1] += 1;
    else runs.push([x, 1]);
  });
  return runs;
}
