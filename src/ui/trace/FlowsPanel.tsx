// Many flows in one table: who writes to whom, what came of it, and the policy, rule or route that decided. Every row can be watched.
import { useEffect, useState } from 'preact/hooks';
import { STREET } from '../../store/ends.ts';
import type { FlowRow, FlowTable } from '../../store/flows.ts';
import { useActions, useApp, useWords } from '../context.tsx';
import { Status } from '../parts/Status.tsx';
import { GoalButtons } from '../workshop/GoalButtons.tsx';

const REST_MS = 250;
const VERDICTS = ['all', 'arrived', 'stopped'] as const;
type Wanted = (typeof VERDICTS)[number];

export function FlowsPanel(): preact.JSX.Element {
  const revision = useApp((state) => state.results.compiled?.revision);
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [wanted, setWanted] = useState<Wanted>('all');
  const [table, setTable] = useState<FlowTable | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const actions = useActions();
  const t = useWords();
  useEffect(() => {
    setBusy(true);
    const timer = setTimeout(() => {
      void actions.listFlows({ from, to }).then((answer) => {
        if (!answer) return;
        setTable(answer);
        setBusy(false);
      });
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [from, to, revision]);
  const rows = (table?.rows ?? []).filter(({ arriving }) => wanted === 'all' || (wanted === 'arrived') === arriving > 0);
  const reached = new Set(rows.flatMap((row) => row.reached));
  return (
    <div class="flows">
      <div class="row">
        <button
          type="button"
          onClick={() => {
            setFrom('internet');
            setTo('');
            setWanted('arrived');
          }}
        >
          {t('ui.flows.internet')}
        </button>
        <label class="field-inline grow">
          {t('ui.flows.from')}
          <input value={from} spellcheck={false} autocomplete="off" onInput={(event) => setFrom(event.currentTarget.value)} />
        </label>
        <label class="field-inline grow">
          {t('ui.flows.to')}
          <input value={to} spellcheck={false} autocomplete="off" onInput={(event) => setTo(event.currentTarget.value)} />
        </label>
        <div class="segmented" role="group" aria-label={t('ui.flows.verdict')}>
          {VERDICTS.map((name) => (
            <button key={name} type="button" aria-pressed={wanted === name} onClick={() => setWanted(name)}>
              {t(`ui.flows.${name}`)}
            </button>
          ))}
        </div>
      </div>
      <p class="dim" role="status">
        {busy || !table
          ? t('ui.flows.busy')
          : t(table.found > table.rows.length ? 'ui.flows.some' : 'ui.flows.count', {
              shown: rows.length,
              walked: table.rows.length,
              found: table.found,
            })}{' '}
        {!busy && reached.size > 0 && t('ui.flows.reached', { count: reached.size, ends: [...reached].slice(0, 12).join(', ') })}
      </p>
      <div class="scroll">
        <table>
          <caption class="visually-hidden">{t('ui.flows')}</caption>
          <thead>
            <tr>
              {(['watch', 'from', 'to', 'verdict', 'source', 'decided'] as const).map((name) => (
                <th key={name} scope="col">
                  {name === 'watch' ? <span class="visually-hidden">{t('ui.flows.watch')}</span> : t(`ui.flows.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={`${row.from} ${row.to}`} row={row} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function Row({ row: { from, to, trace, ways, arriving, reached } }: { readonly row: FlowRow }): preact.JSX.Element {
  const actions = useActions();
  const t = useWords();
  const arrived = arriving > 0;
  const rule = trace.verdict.rule ?? lastPolicy(trace);
  return (
    <tr>
      <td>
        <button
          type="button"
          class="link"
          onClick={() => {
            actions.playTrace(trace);
            actions.openTab('bottom', 'trace');
          }}
        >
          {t('ui.flows.watch')}
        </button>
        <GoalButtons from={[from]} to={[to]} />
      </td>
      <td>{from === STREET ? t('ui.flows.anybody', { address: from }) : from}</td>
      <td>{to}</td>
      <td>
        <Status mark={arrived ? 'pass' : 'fail'} label={t(arrived ? 'ui.mark.pass' : 'ui.mark.fail')} />{' '}
        {t(`ui.flows.outcome.${trace.verdict.outcome.startsWith('http-') ? 'http' : trace.verdict.outcome}`, {
          status: trace.verdict.outcome.slice(5),
        })}{' '}
        {arriving > 0 && arriving < ways && <span class="dim">{t('ui.flows.ways', { arriving, ways })}</span>}
        {reached.length > 0 && <span class="dim">{reached.slice(0, 4).join(', ')}</span>}
      </td>
      <td>{trace.sourceSeen ?? ''}</td>
      <td>
        {rule ? (
          <button type="button" class="link" onClick={() => actions.showRule(rule)}>
            {rule.object}
          </button>
        ) : (
          <span class="dim">{t('ui.flows.nobody')}</span>
        )}
      </td>
    </tr>
  );
}

/** Of a flow that arrived: the policy that let it in, else the one that let it out. */
function lastPolicy(trace: FlowRow['trace']): FlowRow['trace']['verdict']['rule'] {
  const steps = trace.hops.flatMap((hop) => hop.steps);
  return steps.findLast((step) => (step.type === 'ingressPolicy' || step.type === 'egressPolicy') && step.rule)?.rule;
}
