// The answer of `check` for people: mistakes first, then addresses, nodes and what found no place.
import type { Plan } from '../../engine/dataplane/plan.ts';
import { label } from '../language.ts';
import { formatTable } from './table.ts';
import { padRight } from './width.ts';

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
  const left = (key: string): { title: string } => ({ title: label(`check.${key}`) });
  const right = (key: string): { title: string; align: 'right' } => ({ ...left(key), align: 'right' });
  const subnets = formatTable(
    [left('subnet'), left('range'), right('usable'), right('used'), right('surge'), right('free')],
    counts,
  );
  const nodes = formatTable(
    [left('node'), left('address'), left('pods'), left('state')],
    plan.nodes.map(({ name, ip, podCidr, ready, reason }) => [
      name,
      ip || '-',
      podCidr ?? '-',
      ready ? label('check.ready') : reason === undefined ? label('check.notReady') : label('check.notReadyBecause', { reason }),
    ]),
  );
  const unplaced = plan.podsUnplaced.map(({ pod, reason }) => `${pod}: ${reason}\n`).join('');
  const blocks = [
    findings.length === 0 ? `${label('check.none')}\n` : findings.map(findingText).join(''),
    subnets,
    plan.nodes.length > 0 ? nodes : `${label('check.noNodes')}\n`,
    unplaced === '' ? '' : `${label('check.unplaced')}\n${unplaced}`,
  ];
  return blocks.filter((block) => block !== '').join('\n');
}

function findingText({ code, severity, path, file, line, message }: Finding): string {
  const place = file === undefined ? '' : `${file}${line === undefined ? '' : `:${line}`}  `;
  return `${padRight(label(`check.severity.${severity}`), 7)}  ${code}  ${place}${path}\n         ${message}\n`;
}
