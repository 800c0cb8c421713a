// The twin's own way to connect and to add: what fits as a list, what does not with its reason. All of it by keyboard, board hidden or not.
import { useEffect, useRef } from 'preact/hooks';
import { reasonKey } from '../../store/connectState.ts';
import type { Target } from '../../manifest/gestures/targets.ts';
import { useActions, useApp, useWords } from '../context.tsx';
import { SettingsLink } from './SettingsLink.tsx';
import { thingName } from './thingName.ts';

const MOST = 150;

export function ConnectPanel(): preact.JSX.Element {
  const selection = useApp((state) => state.session.selection);
  const connecting = useApp((state) => state.session.connecting);
  const actions = useActions();
  const t = useWords();
  const button = useRef<HTMLButtonElement>(null);
  const was = useRef(false);
  const open = connecting !== undefined;
  useEffect(() => {
    // The chosen entry is gone with its list.
    if (was.current && !open && document.activeElement === document.body) button.current?.focus();
    was.current = open;
  }, [open]);
  return (
    <section class="connect-panel" aria-label={t('ui.connect')}>
      <div class="row">
        <button
          ref={button}
          type="button"
          aria-expanded={open}
          disabled={selection === undefined && !open}
          onClick={() => (open ? actions.stopConnecting() : actions.startConnecting())}
        >
          {open ? t('ui.connect.stop') : t('ui.connect.to')}
        </button>
        <button type="button" aria-haspopup="dialog" onClick={() => actions.startPlacing()}>
          {t('ui.place')}
        </button>
      </div>
      {connecting && <Targets from={connecting.from} targets={connecting.targets} />}
    </section>
  );
}

interface TargetsProps {
  readonly from: string;
  readonly targets: readonly Target[] | undefined;
}

function Targets({ from, targets }: TargetsProps): preact.JSX.Element {
  const actions = useActions();
  const t = useWords();
  if (!targets) return <p>{t('ui.loading')}</p>;
  const once = ofOneOwner(targets);
  const fits = once.filter(({ refusal }) => !refusal).slice(0, MOST);
  const others = once.filter(({ refusal }) => refusal).slice(0, MOST);
  return (
    <>
      <h4>{t('ui.connect.to.fits')}</h4>
      {fits.length === 0 && (
        <>
          <p class="dim">{t('ui.connect.nothing', { from: thingName(from, t) })}</p>
          <SettingsLink of={from} />
        </>
      )}
      <ul class="connect-targets">
        {fits.map(({ selection }) => (
          <li key={selection}>
            <button type="button" class="link" onClick={() => void actions.connectTo(selection)}>
              {thingName(selection, t)}
            </button>
          </li>
        ))}
      </ul>
      {others.length > 0 && (
        <details>
          <summary>{t('ui.connect.to.not', { count: others.length })}</summary>
          <ul class="connect-targets">
            {others.map(({ selection, refusal }) => (
              <li key={selection}>
                {thingName(selection, t)}: <span class="dim">{refusal ? t(reasonKey(refusal.code), refusal.params) : ''}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

/** Pods of one workload are alike: the first stands for all. */
function ofOneOwner(targets: readonly Target[]): Target[] {
  const seen = new Set<string>();
  return targets.filter(({ selection, owner }) => {
    // The outline of what is listed by its name already.
    if (selection.startsWith('absent:')) return false;
    if (owner === undefined) return true;
    if (seen.has(owner)) return false;
    seen.add(owner);
    return true;
  });
}
