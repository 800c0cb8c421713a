// One cell of the matrix: make it allowed or not. Offers are policies, smallest first, each run on a copy of the world before it is shown, with
// what else it opens and shuts. Rules: NP4–NP6.
import { useEffect, useState } from 'preact/hooks';
import type { Plan } from '../../engine/dataplane/plan.ts';
import type { PairTable } from '../../engine/report/connectivity.ts';
import { type PodGroup, pairOf } from '../../studio/matrix.ts';
import { askedFlows, flowOf } from '../../studio/offers.ts';
import type { MadeOffer, Offers } from '../../store/studioTypes.ts';
import { useActions, useWords } from '../context.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { Status } from '../parts/Status.tsx';
import { GoalButtons } from '../workshop/GoalButtons.tsx';
import { workloadsOf } from '../../store/builderEnds.ts';

interface OffersDialogProps {
  readonly groups: readonly [PodGroup, PodGroup];
  readonly matrix: PairTable;
  readonly plan: Plan;
  /** `8080/TCP`; absent: still to be chosen. */
  readonly port?: string;
  readonly onClose: () => void;
}

type Want = 'delivered' | 'blocked';

export function OffersDialog({ groups, matrix, plan, port, onClose }: OffersDialogProps): preact.JSX.Element {
  const t = useWords();
  const actions = useActions();
  const [from, to] = groups;
  const [chosen, setChosen] = useState(port ?? to.ports[0] ?? '');
  const [want, setWant] = useState<Want | undefined>(undefined);
  const [answer, setAnswer] = useState<Offers | undefined>(undefined);
  const open = pairOf(matrix, groups, { port: chosen, want: 'blocked' });
  const shut = pairOf(matrix, groups, { port: chosen, want: 'delivered' });
  const state = open ? (shut ? 'some' : 'all') : shut ? 'none' : 'silent';
  const pair = want === 'blocked' ? open : shut;
  const ends = new Set([...from.pods, ...to.pods]);
  const hosts = plan.pods.some(({ namespace, name, hostNetwork }) => hostNetwork && ends.has(`${namespace}/${name}`));

  useEffect(() => {
    setAnswer(undefined);
    if (want === undefined || !pair) return undefined;
    let stale = false;
    void actions.offerChanges({ flow: flowOf(pair, chosen), want, asked: askedFlows(groups, chosen, plan) }).then((found) => {
      if (!stale) setAnswer(found);
    });
    return () => {
      stale = true;
    };
  }, [want, chosen]);

  const take = async (offer: MadeOffer): Promise<void> => {
    const name = `${from.name} → ${to.name}`;
    if (await actions.dispatchEdit({ type: 'batch', edits: offer.remedy.edits }, 'edit.offer', { name })) onClose();
  };
  return (
    <Dialog title={t('ui.studio.offers.title', { from: from.name, to: to.name })} onClose={onClose}>
      <label class="field">
        {t('ui.studio.matrix.port')}
        <select
          value={chosen}
          onChange={(event) => {
            setChosen(event.currentTarget.value);
            setWant(undefined);
          }}
        >
          {to.ports.map((name) => (
            <option key={name} value={name}>
              {name.split('/').reverse().join(' ')}
            </option>
          ))}
        </select>
      </label>
      <p role="status">
        <Status mark={MARKS[state]} label={t(`ui.studio.cell.${state}`)} /> {t(`ui.studio.now.${state}`)}
      </p>
      <div class="row">
        {shut && (
          <button type="button" aria-pressed={want === 'delivered'} onClick={() => setWant('delivered')}>
            {t('ui.studio.allow')}
          </button>
        )}
        {open && (
          <button type="button" aria-pressed={want === 'blocked'} onClick={() => setWant('blocked')}>
            {t('ui.studio.deny')}
          </button>
        )}
      </div>
      {chosen !== '' && (
        <GoalButtons
          from={workloadsOf(from.pods, plan)}
          to={workloadsOf(to.pods, plan).map((name) => `pods:${name}:${chosen.split('/')[0]}`)}
        />
      )}
      {want !== undefined && <Found hosts={hosts} answer={answer} onTake={(offer) => void take(offer)} />}
    </Dialog>
  );
}

function Found(props: {
  readonly answer: Offers | undefined;
  /** A pod on its node's network is at one of the ends. */
  readonly hosts: boolean;
  readonly onTake: (offer: MadeOffer) => void;
}): preact.JSX.Element {
  const t = useWords();
  const { answer, hosts, onTake } = props;
  if (!answer) return <p role="status">{t('ui.studio.searching')}</p>;
  if (!answer.ok) return <p role="alert">{t('ui.studio.tooMany')}</p>;
  return (
    <div class="studio-offers" role="group" aria-label={t('ui.studio.offers')}>
      <p role="status">
        {answer.offers.length === 0
          ? t(hosts ? 'ui.studio.offers.hosts' : 'ui.studio.offers.none')
          : t('ui.studio.offers.count', { count: answer.offers.length })}
      </p>
      {answer.others > 0 && <p class="dim">{t('ui.studio.offers.others', { count: answer.others })}</p>}
      {answer.offers.map((offer, index) => (
        <OfferCard key={index} offer={offer} number={index + 1} onTake={() => onTake(offer)} />
      ))}
    </div>
  );
}

const MOST_BESIDES = 6;
const MARKS = { all: 'pass', some: 'warn', none: 'fail', silent: 'wait' } as const;
const SIGN_WORDS = { '+': 'new', '−': 'gone', '=': 'same' } as const;

function OfferCard(props: {
  readonly offer: MadeOffer;
  readonly number: number;
  readonly onTake: () => void;
}): preact.JSX.Element {
  const t = useWords();
  const { offer, number, onTake } = props;
  const { remedy, policies, removed, refusal, asked, besides, besidesCount } = offer;
  const name = t('ui.studio.offer', { number });
  return (
    <section class="studio-offer" aria-label={name}>
      <header>
        <h3>{name}</h3>
        <button type="button" class="primary" disabled={refusal !== undefined} onClick={onTake}>
          {t('ui.studio.take')}
        </button>
      </header>
      <ul class="plain">
        {remedy.findings.map(({ code, params }) => (
          <li key={code}>{t(`hint.${code}.3`, params)}</li>
        ))}
      </ul>
      {policies.map(({ name: policy, lines }) => (
        <div key={policy} class="studio-said">
          <p>{t('ui.studio.says', { policy })}</p>
          <ul class="plain">
            {lines.map(({ sign, text }) => (
              <li key={`${sign} ${text}`} class={sign === '+' ? 'gained' : sign === '−' ? 'lost' : 'dim'}>
                <strong aria-hidden="true">{sign === '=' ? ' ' : sign}</strong>{' '}
                <span class="visually-hidden">{t(`ui.studio.sign.${SIGN_WORDS[sign]}`)}</span> {text}
              </li>
            ))}
          </ul>
        </div>
      ))}
      {removed.map((policy) => (
        <p key={policy}>{t('ui.studio.goes', { policy })}</p>
      ))}
      {refusal && <p class="warn">{t(refusal.code, refusal.params)}</p>}
      <p>
        <Status mark="pass" label={t('ui.mark.pass')} /> {t('ui.studio.does', { count: asked })}
      </p>
      {besidesCount === 0 ? (
        <p>{t('ui.studio.besides.none')}</p>
      ) : (
        <>
          <p class="warn">{t('ui.studio.besides', { count: besidesCount })}</p>
          <ul class="plain studio-besides">
            {besides.slice(0, MOST_BESIDES).map(({ sign, from, to }) => (
              <li key={`${sign} ${from} ${to}`}>
                <strong aria-hidden="true">{sign}</strong>{' '}
                <span class="visually-hidden">{t(`ui.studio.flow.${sign === '+' ? 'opens' : 'shuts'}`)}</span>
                <span class="mono">
                  {from} → {to}
                </span>
              </li>
            ))}
            {besidesCount > MOST_BESIDES && (
              <li class="dim">{t('ui.studio.more', { count: besidesCount - Math.min(MOST_BESIDES, besides.length) })}</li>
            )}
          </ul>
        </>
      )}
      {!remedy.complete && <p class="dim">{t('ui.studio.partial')}</p>}
    </section>
  );
}
