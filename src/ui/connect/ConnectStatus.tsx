// While two things are being connected on the board: what is under way, what fits, and why something does not, said and written.
import { useEffect, useRef } from 'preact/hooks';
import { reasonKey, type Connecting } from '../../store/connectState.ts';
import { type Params, useActions, useApp, useWords } from '../context.tsx';
import { SettingsLink } from './SettingsLink.tsx';
import { thingName } from './thingName.ts';

export function ConnectStatus(): preact.JSX.Element {
  const connecting = useApp((state) => state.session.connecting);
  const boardHidden = useApp((state) => state.session.boardHidden);
  const insets = useApp((state) => state.session.insets);
  const actions = useActions();
  const t = useWords();
  useFocusKept(connecting !== undefined, boardHidden);
  const shown = connecting !== undefined && !boardHidden;
  const said = connecting ? sentenceOf(connecting, t) : { text: '', warns: false };
  // Always there: a live region that comes with its words is often not read out.
  return (
    <div
      class={shown ? 'connect-bar' : 'visually-hidden'}
      style={{ left: `${insets.left + 12}px`, right: `${insets.right + 12}px`, bottom: `${insets.bottom + 12}px` }}
    >
      <p role="status" aria-label={t('ui.connect.status')} class={said.warns ? 'warn' : undefined}>
        {said.text}
      </p>
      {shown && <Elsewhere connecting={connecting} />}
      {shown && nothingFits(connecting) && <SettingsLink of={connecting.from} />}
      {shown && (
        <button type="button" onClick={() => actions.stopConnecting()}>
          {t('ui.connect.stop')}
        </button>
      )}
    </div>
  );
}

const MOST = 6;

/** What fits and has no piece to pull the line to. */
function Elsewhere({ connecting }: { readonly connecting: Connecting }): preact.JSX.Element | null {
  const actions = useActions();
  const t = useWords();
  const found = (connecting.targets ?? []).filter(({ selection, refusal }) => !refusal && selection.startsWith('object:'));
  if (found.length === 0) return null;
  return (
    <ul class="connect-elsewhere" aria-label={t('ui.connect.elsewhere')}>
      {found.slice(0, MOST).map(({ selection }) => (
        <li key={selection}>
          <button type="button" onClick={() => void actions.connectTo(selection)}>
            {thingName(selection, t)}
          </button>
        </li>
      ))}
    </ul>
  );
}

function sentenceOf(
  { from, targets, over, to, choices, refusal }: Connecting,
  t: (key: string, params?: Params) => string,
): { readonly text: string; readonly warns: boolean } {
  const begun = thingName(from, t);
  if (to !== undefined && !choices) return { text: t('ui.connect.working'), warns: false };
  if (!targets) return { text: t('ui.connect.looking', { from: begun }), warns: false };
  if (over !== undefined) {
    const thing = thingName(over, t);
    const reason = refusal ?? targets.find(({ selection }) => selection === over)?.refusal;
    if (reason) return { text: t('ui.connect.not', { thing, why: t(reasonKey(reason.code), reason.params) }), warns: true };
    const target = targets.find(({ selection }) => selection === over);
    if (target?.effect) {
      const effect = t(`gesture.${target.effect.code}`, target.effect.params);
      return { text: t('ui.connect.does', { thing, effect }), warns: false };
    }
    if (target) return { text: t('ui.connect.fits', { thing }), warns: false };
  }
  if (nothingFits({ targets })) return { text: t('ui.connect.nothing', { from: begun }), warns: false };
  const count = targets.filter((target) => !target.refusal && !target.selection.startsWith('absent:')).length;
  return { text: t('ui.connect.begin', { from: begun, count }), warns: false };
}

function nothingFits({ targets }: Pick<Connecting, 'targets'>): boolean {
  return targets !== undefined && !targets.some(({ refusal }) => !refusal);
}

/** When all is over and the focus is nowhere, it goes back to the board. */
function useFocusKept(busy: boolean, boardHidden: boolean): void {
  const was = useRef(false);
  useEffect(() => {
    if (was.current && !busy && !boardHidden && document.activeElement === document.body)
      document.querySelector<HTMLElement>('.board')?.focus({ preventScroll: true });
    was.current = busy;
  }, [busy]);
}
