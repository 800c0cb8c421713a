// A seat or a room on another device: a link with its key, shown when it is asked for, as whoever has it is that person.
import { useState } from 'preact/hooks';
import { useWords } from '../context.tsx';
import { Code } from '../level/LinkCode.tsx';
import { CopyButton } from '../parts/CopyButton.tsx';

interface MoveOnProps {
  readonly link: string | undefined;
  /** What it is: of `live.move.*`. */
  readonly what: 'seat' | 'room';
}

export function MoveOn({ link, what }: MoveOnProps): preact.JSX.Element | null {
  const [open, setOpen] = useState(false);
  const t = useWords();
  if (link === undefined) return null;
  return (
    <div class="paper-handout">
      <div class="row">
        <button type="button" class="link" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(`live.move.${what}`)}
        </button>
        {open && <CopyButton text={link} label={t('ui.share.copy')} />}
      </div>
      {open && <p>{t('live.move.about')}</p>}
      {open && <Code link={link} />}
    </div>
  );
}
