// The DOM twin of the board: the same world as a tree of the building and tables of Services, policies and the outside. Selection is shared
// with the board both ways; every level can be solved from here with the board hidden.
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { NodePlan, Plan, PodPlan } from '../../engine/dataplane/plan.ts';
import { listObjects } from '../../engine/model/spec.ts';
import { toolPrice } from '../../store/drillClock.ts';
import { useActions, useApp, useWords } from '../context.tsx';
import { ConnectPanel } from '../connect/ConnectPanel.tsx';
import { ToolGate } from '../drill/ToolGate.tsx';
import { Details } from './Details.tsx';
import { StateList } from './StateList.tsx';

export function Twin(): preact.JSX.Element {
  return <TwinOf looking={false} />;
}

/** `looking`: a world to read alone, with nothing in it to change. */
export function TwinOf({ looking }: { readonly looking: boolean }): preact.JSX.Element {
  const plan = useApp((state) => state.results.compiled?.plan);
  const spec = useApp((state) => state.document.spec);
  const price = useApp((state) => toolPrice(state.session, 'bench.objects'));
  const t = useWords();
  const policies = useMemo(() => listObjects(spec, 'NetworkPolicy'), [spec]);
  if (!plan) return <p>{t('ui.loading')}</p>;
  const hosts = [
    ...(spec.network.onPremises ?? []).flatMap((site) =>
      site.hosts.map((host) => ({ ...host, site: site.name, ref: `onprem:${host.name}` })),
    ),
    ...(spec.network.virtualMachines ?? []).map((machine) => ({
      name: machine.name,
      ipAddress: machine.ipAddress ?? '',
      site: machine.subnet,
      ref: `vm:${machine.name}`,
    })),
    ...(spec.network.internetHosts ?? []).map((host) => ({
      name: host.name,
      ipAddress: host.ipAddress,
      site: t('ui.twin.street'),
      ref: `internet:${host.name}`,
    })),
  ];
  return (
    <div class="twin">
      {price > 0 && !looking ? <ToolGate tool="bench.objects" /> : <Details />}
      {!looking && <ConnectPanel />}
      <StateList />
      <h3>{t('ui.twin.building')}</h3>
      <Tree plan={plan} />
      <h3>{t('ui.twin.services')}</h3>
      <Table
        head={[t('ui.twin.name'), t('ui.twin.typeAddress'), t('ui.twin.ports'), t('ui.twin.endpoints')]}
        rows={plan.services.map((service) => ({
          selection: `service:${service.namespace}/${service.name}`,
          cells: [
            `${service.namespace}/${service.name}`,
            [service.type, service.clusterIP, service.externalIP ?? ''].filter((part) => part !== '').join('\n'),
            service.ports
              .map((port) => `${port.port}→${port.targetPort}${port.nodePort ? ` (${port.nodePort})` : ''}`)
              .join('\n'),
            service.endpoints.length === 0 ? t('ui.twin.none') : service.endpoints.join('\n'),
          ],
        }))}
      />
      <h3>{t('ui.twin.policies')}</h3>
      <Table
        head={[t('ui.twin.name'), t('ui.twin.types')]}
        rows={policies.map((policy) => ({
          selection: `policy:${policy.metadata.namespace}/${policy.metadata.name}`,
          cells: [`${policy.metadata.namespace}/${policy.metadata.name}`, policy.spec.policyTypes.join(', ')],
        }))}
      />
      <h3>{t('ui.twin.outside')}</h3>
      <Table
        head={[t('ui.twin.name'), t('ui.twin.where'), t('ui.twin.address')]}
        rows={hosts.map((host) => ({ selection: `host:${host.name}`, cells: [host.ref, host.site, host.ipAddress] }))}
      />
    </div>
  );
}

function Table(props: {
  readonly head: readonly string[];
  readonly rows: readonly { readonly selection: string; readonly cells: readonly string[] }[];
}): preact.JSX.Element {
  const selection = useApp((state) => state.session.selection);
  const actions = useActions();
  const t = useWords();
  if (props.rows.length === 0) return <p class="dim">{t('ui.twin.none')}</p>;
  return (
    <div class="scroll">
      <table class="twin-table">
        <thead>
          <tr>
            {props.head.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={row.selection} class={row.selection === selection ? 'selected' : ''}>
              {row.cells.map((cell, index) =>
                index === 0 ? (
                  <th key={index} scope="row">
                    <button
                      type="button"
                      class="link"
                      aria-pressed={row.selection === selection}
                      onClick={(event) => {
                        actions.select(row.selection);
                        showDetails(event.currentTarget);
                      }}
                    >
                      {cell}
                    </button>
                  </th>
                ) : (
                  <td key={index}>{cell}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What was chosen is told at the top of the list. */
function showDetails(from: HTMLElement): void {
  from.closest('.twin')?.scrollIntoView({ block: 'start' });
}

interface Row {
  readonly selection: string;
  readonly level: number;
  readonly text: string;
  readonly note: string;
  readonly trouble: boolean;
  readonly first: boolean;
}

/** One flat list with aria-level: the tree pattern without nesting, so that arrow keys are a simple walk. */
function Tree({ plan }: { readonly plan: Plan }): preact.JSX.Element {
  const selection = useApp((state) => state.session.selection);
  const actions = useActions();
  const t = useWords();
  const list = useRef<HTMLUListElement>(null);
  const rows = useMemo(() => treeRows(plan, t), [plan, t('ui.twin.node')]);
  const active = Math.max(
    0,
    rows.findIndex((row) => row.selection === selection),
  );
  useEffect(() => {
    const element = list.current?.children[active];
    if (list.current?.contains(document.activeElement) && element instanceof HTMLElement) element.focus();
  }, [active]);
  const onKey = (event: KeyboardEvent): void => {
    const to =
      event.key === 'ArrowDown'
        ? active + 1
        : event.key === 'ArrowUp'
          ? active - 1
          : event.key === 'Home'
            ? 0
            : event.key === 'End'
              ? rows.length - 1
              : -1;
    const row = rows[to];
    if (!row) return;
    event.preventDefault();
    actions.select(row.selection);
  };
  return (
    <ul class="tree" role="tree" aria-label={t('ui.twin.building')} ref={list} onKeyDown={onKey}>
      {rows.map((row, index) => (
        <li
          key={row.selection}
          role="treeitem"
          aria-level={row.level}
          aria-selected={row.selection === selection}
          tabIndex={index === active ? 0 : -1}
          data-level={row.level}
          class={row.trouble ? 'trouble' : ''}
          onClick={(event) => {
            actions.select(row.selection);
            showDetails(event.currentTarget);
          }}
        >
          <span>{row.text}</span> <code>{row.note}</code>
        </li>
      ))}
    </ul>
  );
}

function treeRows(plan: Plan, t: (key: string, params?: Readonly<Record<string, string | number>>) => string): Row[] {
  const rows: Row[] = [];
  const byNode = new Map<string, PodPlan[]>();
  for (const pod of plan.pods) byNode.set(pod.node, [...(byNode.get(pod.node) ?? []), pod]);
  const add = (selection: string, level: number, text: string, note: string, trouble: boolean): void => {
    rows.push({ selection, level, text, note, trouble, first: rows.length === 0 });
  };
  const nodeRow = (node: NodePlan): void => {
    const state = node.ready ? '' : ` ${t('ui.twin.notReady', { reason: node.reason ?? '' })}`;
    add(`node:${node.name}`, 2, `${t('ui.twin.node')} ${node.name}${state}`, node.ip, !node.ready);
    for (const pod of byNode.get(node.name) ?? []) {
      const note = pod.ready ? '' : ` ${t('ui.twin.podNotReady')}`;
      add(`pod:${pod.namespace}/${pod.name}`, 3, `${t('ui.twin.pod')} ${pod.namespace}/${pod.name}${note}`, pod.ip, !pod.ready);
    }
  };
  for (const subnet of plan.subnets) {
    add(
      `subnet:${subnet.name}`,
      1,
      `${t('ui.twin.subnet')} ${subnet.name} ${t('ui.twin.used', { used: subnet.used, usable: subnet.usable })}`,
      subnet.addressPrefix,
      subnet.free < 0,
    );
    for (const node of plan.nodes) if (node.subnet === subnet.name) nodeRow(node);
  }
  for (const item of plan.podsUnplaced) add(`pod:${item.pod}`, 1, `${t('ui.twin.unplaced')} ${item.pod}`, item.reason, true);
  return rows;
}
