// The answer of `check` for people: mistakes first, then addresses, nodes and what found no place.
import type { Plan } from '../../engine/dataplane/plan.ts';
import { formatTable } from './table.ts';

export interface Finding {
  readonly code: string;
  readonly severity: string;
  readonly path: string;
  readonly file?: string;
  readonly line?: number;
  readonly message: string;
}

export function formatCheck(findings: readonly Finding[], plan: Plan): string {
  const counts = plan.subnets.map(({ name, addressPrefix, usable, used, needed, free }) => [
    name,
    addressPrefix,
    ...[usable, used, needed, free].map(String),
  ]);
  const right = (title: string): { title: string; align: 'right' } => ({ title, align: 'right' });
  const subnets = formatTable(
    [{ title: 'subnet' }, { title: 'range' }, right('usable'), right('used'), right('with surge'), right('free')],
    counts,
  );
  const nodes = formatTable(
    [{ title: 'node' }, { title: 'address' }, { title: 'pods' }, { title: 'state' }],
    plan.nodes.map(({ name, ip, podCidr, ready, reason }) => [
      name,
      ip || '-',
      podCidr ?? '-',
      ready ? 'ready' : `not ready${reason === undefined ? '' : `: ${reason}`}`,
    ]),
  );
  const unplaced = plan.podsUnplaced.map(({ pod, reason }) => `${pod}: ${reason}\n`).join('');
  const blocks = [
    findings.length === 0 ? 'No mistakes found.\n' : findings.map(findingText).join(''),
    subnets,
    plan.nodes.length > 0 ? nodes : 'No nodes.\n',
    unplaced === '' ? '' : `Pods without a place\n${unplaced}`,
  ];
  return blocks.filter((block) => block !== '').join('\n');
}

function findingText({ code, severity, path, file, line, message }: Finding): string {
  const place = file === undefined ? '' : `${file}${line === undefined ? '' : `:${line}`}  `;
  return `${severity.padEnd(7)}  ${code}  ${place}${path}\n         ${message}\n`;
}
