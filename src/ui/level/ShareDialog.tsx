// A link to what was built: to copy, to hand on by the device's own sharing, and as a code for a phone where it is short enough to be read.
import { useEffect, useState } from 'preact/hooks';
import { useWords } from '../context.tsx';
import { CopyButton } from '../parts/CopyButton.tsx';
import { Dialog } from '../parts/Dialog.tsx';

/** Characters in a code of version 25, level L: denser ones are not read from a screen. */
const READABLE = 1273;

export function ShareDialog({ link, onClose }: { readonly link: string; readonly onClose: () => void }): preact.JSX.Element {
  const t = useWords();
  const canSend = typeof navigator.share === 'function';
  return (
    <Dialog
      title={t('ui.share.title')}
      onClose={onClose}
      actions={
        <>
          {canSend && (
            <button
              type="button"
              onClick={() => void navigator.share({ url: link, title: t('ui.title') }).catch(() => undefined)}
            >
              {t('ui.share.send')}
            </button>
          )}
          <CopyButton text={link} label={t('ui.share.copy')} look="primary" />
        </>
      }
    >
      <p>{t('ui.share.about', { count: link.length })}</p>
      {link.length > 2000 && <p class="warn">{t('ui.share.long')}</p>}
      <label class="field">
        {t('ui.share.link')}
        <textarea readOnly rows={4} value={link} onFocus={(event) => event.currentTarget.select()} />
      </label>
      {link.length <= READABLE ? <Code link={link} /> : <p class="dim">{t('ui.share.code.long')}</p>}
    </Dialog>
  );
}

function Code({ link }: { readonly link: string }): preact.JSX.Element {
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
