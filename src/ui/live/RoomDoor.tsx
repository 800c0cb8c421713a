// How students find the room: the code to be read from afar, the link, its code for cameras, and the page for a projector.
import { useState } from 'preact/hooks';
import { checkLetter, showRoomCode } from '../../classroom/roomCode.ts';
import type { KeptRoom } from '../../store/live/liveTypes.ts';
import { useLiveDesk, useWords } from '../context.tsx';
import { Code } from '../level/LinkCode.tsx';
import { CopyButton } from '../parts/CopyButton.tsx';

export function RoomDoor({ room }: { readonly room: KeptRoom }): preact.JSX.Element {
  const desk = useLiveDesk();
  const t = useWords();
  const [open, setOpen] = useState(false);
  const link = desk.joinLink(room.code);
  const letters = `${room.code}${checkLetter(room.code)}`.split('').join(' ');
  return (
    <section class="paper-card no-print" aria-labelledby="live-door">
      <h2 id="live-door">{t('live.door')}</h2>
      <p class="live-code">
        <span aria-hidden="true">{showRoomCode(room.code)}</span>
        <span class="visually-hidden">{t('live.code.spoken', { letters })}</span>
      </p>
      <label class="field">
        {t('paper.handout.link')}
        <input readOnly value={link} onFocus={(event) => event.currentTarget.select()} />
      </label>
      <div class="row">
        <CopyButton text={link} label={t('ui.share.copy')} look="primary" />
        <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t('paper.code')}
        </button>
        <a class="button" href={desk.showLink() ?? ''} target="_blank" rel="noreferrer">
          {t('live.show')}
        </a>
        <a class="button" href={desk.cardsLink() ?? ''} target="_blank" rel="noreferrer">
          {t('live.cards')}
        </a>
      </div>
      {open && <Code link={link} />}
    </section>
  );
}
