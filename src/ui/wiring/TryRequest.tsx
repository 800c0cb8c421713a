// A request that is tried on the routes alone: scheme, host and path are asked of the engine, and its decision is said in sentences.
import { useEffect, useState } from 'preact/hooks';
import { type Door, queryOf, readRequest, type Sentence, tellAnswer } from '../../studio/wiring/request.ts';
import type { RouteRow } from '../../studio/wiring/routes.ts';
import { useActions, useApp, useWords } from '../context.tsx';

/** The field that decided, or the one that the request just missed. */
export interface Decided {
  readonly object: string;
  readonly field: string;
  readonly missed: boolean;
}

interface TryRequestProps {
  readonly rows: readonly RouteRow[];
  readonly doors: readonly Door[];
  readonly onDecided: (rule: Decided | undefined) => void;
}

interface Told {
  readonly sentences: readonly Sentence[];
  readonly cites: readonly string[];
}

export function TryRequest({ rows, doors, onDecided }: TryRequestProps): preact.JSX.Element {
  const services = useApp((state) => state.results.compiled?.plan.services ?? NONE);
  const revision = useApp((state) => state.results.revision);
  const actions = useActions();
  const t = useWords();
  const [scheme, setScheme] = useState<'http' | 'https'>('http');
  const [host, setHost] = useState(() => rows.find(({ hosts }) => hosts[0] !== '')?.hosts[0]?.replace(/^\*/, 'www') ?? '');
  const [path, setPath] = useState('/');
  const [name, setName] = useState<string | undefined>(undefined);
  const [told, setTold] = useState<Told | undefined>(undefined);
  const door = doors.find((each) => each.name === name) ?? doors[0];
  // What was said is of the world before.
  useEffect(() => setTold(undefined), [revision]);
  const ask = async (): Promise<void> => {
    if (!door) return;
    const request = readRequest({ scheme, host, path });
    setScheme(request.scheme);
    setHost(request.host);
    setPath(request.path);
    const answer = await actions.tryRequest(queryOf(request, door));
    if (!answer.ok) {
      setTold({
        sentences: [{ code: `wiring.try.refused.${answer.code === 'tooComplex' ? 'tooComplex' : 'stale'}`, params: {} }],
        cites: [],
      });
      onDecided(undefined);
      return;
    }
    const { decision } = answer.value;
    setTold({ sentences: tellAnswer(request, answer.value, { door, services }), cites: decision.cites });
    onDecided(decision.rule && { ...decision.rule, missed: decision.type === 'status' });
  };
  return (
    <form
      class="wiring-part try-request"
      aria-label={t('wiring.try')}
      onSubmit={(event) => {
        event.preventDefault();
        void ask();
      }}
    >
      <h3>{t('wiring.try')}</h3>
      <div class="try-line">
        <label>
          <span>{t('wiring.try.scheme')}</span>
          <select value={scheme} onChange={(event) => setScheme(event.currentTarget.value === 'https' ? 'https' : 'http')}>
            <option value="http">http</option>
            <option value="https">https</option>
          </select>
        </label>
        <label class="grow">
          <span>{t('wiring.try.host')}</span>
          <input
            class="mono"
            spellcheck={false}
            autocomplete="off"
            value={host}
            onInput={(event) => setHost(event.currentTarget.value)}
          />
        </label>
        <label class="grow">
          <span>{t('wiring.try.path')}</span>
          <input
            class="mono"
            spellcheck={false}
            autocomplete="off"
            value={path}
            onInput={(event) => setPath(event.currentTarget.value)}
          />
        </label>
        {doors.length > 1 && (
          <label>
            <span>{t('wiring.try.at')}</span>
            <select value={door?.name} onChange={(event) => setName(event.currentTarget.value)}>
              {doors.map((each) => (
                <option key={each.name} value={each.name}>
                  {each.api === 'gateway' ? t('wiring.try.gateway') : each.name}
                </option>
              ))}
            </select>
          </label>
        )}
        <button type="submit" class="primary" disabled={!door}>
          {t('wiring.try.ask')}
        </button>
      </div>
      <div role="status" class="try-told">
        {told?.sentences.map(({ code, params }) => (
          <p key={code + JSON.stringify(params)}>{t(code, params)}</p>
        ))}
        {told && door && !door.served && <p class="warn">{t('wiring.try.unserved', { name: door.name })}</p>}
        {told && door?.portable === true && door.served && <p class="dim">{t('wiring.try.portable')}</p>}
        {told && told.cites.length > 0 && <p class="cites">{told.cites.join(' · ')}</p>}
      </div>
    </form>
  );
}

const NONE: readonly never[] = [];
