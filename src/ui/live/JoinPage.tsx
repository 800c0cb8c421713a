// Into a room: its code as it was read from a wall, and a name where the teacher lets students type one.
import { useState } from 'preact/hooks';
import { readTypedCode } from '../../classroom/roomCode.ts';
import { useEnvironment, useLive, useLiveDesk, useWords } from '../context.tsx';

export function JoinPage(): preact.JSX.Element {
  const code = useLive((state) => state.code ?? '');
  const desk = useLiveDesk();
  const { navigate } = useEnvironment();
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const t = useWords();
  const join = async (form: HTMLFormElement): Promise<void> => {
    const data = new FormData(form);
    const typed = readTypedCode(textOf(data.get('code')));
    setProblem(typed.ok ? undefined : typed.problem);
    if (!typed.ok) return;
    const alias = textOf(data.get('alias')).trim();
    setBusy(true);
    const seated = await desk.join(typed.code, alias === '' ? undefined : alias);
    setBusy(false);
    if (seated) navigate(`class/j/${typed.code}`);
  };
  return (
    <>
      <h1>{t('live.join')}</h1>
      <form
        key={code}
        class="paper-card live-join"
        onSubmit={(event) => {
          event.preventDefault();
          void join(event.currentTarget);
        }}
      >
        <label class="field">
          {t('live.code')}
          <input
            name="code"
            class="live-code-field"
            required
            maxLength={20}
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            defaultValue={code}
          />
        </label>
        <label class="field">
          {t('live.alias')}
          <input name="alias" maxLength={60} autocomplete="off" />
        </label>
        <p class="dim">{t('live.alias.about')}</p>
        <p role="status" class="warn">
          {problem === undefined ? '' : t(`live.code.${problem}`)}
        </p>
        <div class="row">
          <button type="submit" class="primary" disabled={busy}>
            {t('live.join.go')}
          </button>
        </div>
      </form>
    </>
  );
}

function textOf(value: FormDataEntryValue | null): string {
  return typeof value === 'string' ? value : '';
}
