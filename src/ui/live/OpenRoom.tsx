// On the challenge's form: the second choice, a live room on the server that this page comes from; elsewhere a sentence how to start one.
import { useEffect, useState } from 'preact/hooks';
import { useEnvironment, useLive, useLiveDesk, usePaperDesk, useWords } from '../context.tsx';

export function OpenRoom(): preact.JSX.Element | null {
  const served = useLive((state) => state.served);
  const no = useLive((state) => state.no);
  const live = useLiveDesk();
  const paper = usePaperDesk();
  const { navigate } = useEnvironment();
  const [approve, setApprove] = useState(false);
  const [busy, setBusy] = useState(false);
  const t = useWords();
  useEffect(() => void live.askServer(), []);
  const open = async (): Promise<void> => {
    setBusy(true);
    const challenge = await paper.draftChallenge();
    const code = challenge && (await live.openRoom({ ...challenge, approve }));
    setBusy(false);
    if (code !== undefined) navigate(`class/h/${code}`);
  };
  return (
    <>
      {served === true && (
        <label class="field-inline">
          <input type="checkbox" checked={approve} onChange={(event) => setApprove(event.currentTarget.checked)} />
          {t('live.open.approve')}
        </label>
      )}
      {served === true && (
        <button type="button" disabled={busy} onClick={() => void open()}>
          {t('live.open')}
        </button>
      )}
      {served === false && <p class="dim">{t('live.open.none')}</p>}
      <span role="status" class="warn">
        {no === undefined ? '' : t(`room.no.${no}`)}
      </span>
    </>
  );
}
