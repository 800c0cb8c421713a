// kubectl describe: one part an object, laid out as kubectl/pkg/describe does; kinds without a form of their own as it shows custom resources.
import { type Call, type Done, failWith } from '../call.ts';
import { isRecord, textAt } from '../plainRead.ts';
import { DESCRIPTION, tabText } from '../tabText.ts';
import type { Plain, TerminalEnv } from '../types.ts';
import { choose } from './choose.ts';
import { mapRows, type Row } from './describeRows.ts';
import { describeIngress, describePolicy, describeService } from './describeNet.ts';
import { describeNode, describePod, describeWorkload } from './describeRun.ts';
import { isDone, withFlags } from './flags.ts';
import { nameOf, namespaceOf } from './items.ts';
import { resourceName } from './kinds.ts';

const MOST_OBJECTS = 60;

export async function runDescribe(call: Call): Promise<Done> {
  const read = withFlags(call, 'describe', 'show-events= chunk-size= filename,f= recursive,R');
  if (isDone(read)) return read;
  const named = await choose(read);
  if ('code' in named) return named;
  // A name that nobody has may be the beginning of some.
  const chosen = named.errors.length > 0 ? await byBeginning(read, named) : named;
  if ('code' in chosen) return chosen;
  const { env } = call.shell;
  const parts: string[] = [];
  const all = chosen.groups.flatMap(({ kind, items }) => items.map((item) => ({ kind, item })));
  for (const { kind, item } of all.slice(0, MOST_OBJECTS)) parts.push(tabText(await rowsOf(kind, item, env), DESCRIPTION));
  const more = all.length > MOST_OBJECTS ? `\n${env.say('terminal.moreObjects', { count: all.length - MOST_OBJECTS })}\n` : '';
  const err = chosen.errors.map((line) => `${line}\n`).join('');
  if (all.length === 0 && err === '') return { out: '', err: `No resources found in ${read.namespace} namespace.\n`, code: 0 };
  return { out: parts.join('\n\n') + more, err, code: err === '' ? 0 : 1 };
}

async function byBeginning(
  call: Parameters<typeof choose>[0],
  named: Exclude<Awaited<ReturnType<typeof choose>>, Done>,
): Promise<Exclude<Awaited<ReturnType<typeof choose>>, Done> | Done> {
  const [kind = '', ...names] = call.plain;
  if (names.length !== 1 || kind.includes('/')) return named;
  const all = await choose({ ...call, plain: [kind] });
  if ('code' in all) return failWith(call.shell, 'broken');
  const groups = all.groups.map((group) => ({
    kind: group.kind,
    items: group.items.filter((item) => nameOf(item).startsWith(names[0] ?? '')),
  }));
  return groups.some(({ items }) => items.length > 0) ? { groups, named: true, errors: [] } : named;
}

function rowsOf(kind: string, item: Plain, env: TerminalEnv): Promise<readonly Row[]> | readonly Row[] {
  switch (kind) {
    case 'Pod':
      return describePod(item);
    case 'Deployment':
    case 'StatefulSet':
    case 'DaemonSet':
      return describeWorkload(kind, item);
    case 'Node':
      return describeNode(item, env);
    case 'Service':
      return describeService(item, env);
    case 'Ingress':
      return describeIngress(item, env);
    case 'NetworkPolicy':
      return describePolicy(item);
    case 'Namespace':
      return [
        ['Name:', nameOf(item)],
        ...mapRows('Labels:', item, 'labels'),
        ...mapRows('Annotations:', item, 'annotations'),
        ['Status:', textAt(item, 'status', 'phase')],
      ];
    default:
      return describeAny(kind, item);
  }
}

function describeAny(kind: string, item: Plain): readonly Row[] {
  const rows: Row[] = [
    ['Name:', nameOf(item)],
    ['Namespace:', namespaceOf(item)],
    ...mapRows('Labels:', item, 'labels'),
    ...mapRows('Annotations:', item, 'annotations'),
    ['API Version:', textAt(item, 'apiVersion')],
    ['Kind:', textAt(item, 'kind')],
  ];
  for (const [key, value] of Object.entries(item)) {
    if (['apiVersion', 'kind', 'metadata'].includes(key)) continue;
    rows.push(...nested(key, value, 0));
  }
  rows.push(['Events:', '<none>']);
  return resourceName(kind) === '' ? [] : rows;
}

/** `minReadySeconds` → `Min Ready Seconds`. */
function titleOf(key: string): string {
  if (!/^[a-z][A-Za-z]*$/.test(key)) return key;
  const words = key.replaceAll(/([a-z])([A-Z])/g, '$1 $2').split(' ');
  return words.map((word) => (word[0] ?? '').toUpperCase() + word.slice(1)).join(' ');
}

function nested(key: string, value: unknown, depth: number): readonly Row[] {
  const pad = '  '.repeat(depth);
  if (depth > 20) return [[`${pad}…`]];
  if (Array.isArray(value)) {
    const list = value as readonly unknown[];
    return [
      [`${pad}${titleOf(key)}:`],
      ...list.flatMap((one): readonly Row[] =>
        isRecord(one)
          ? Object.entries(one).flatMap(([name, inner]) => nested(name, inner, depth + 1))
          : [[`${pad}  ${String(one)}`]],
      ),
    ];
  }
  if (isRecord(value))
    return [[`${pad}${titleOf(key)}:`], ...Object.entries(value).flatMap(([name, inner]) => nested(name, inner, depth + 1))];
  return [[`${pad}${titleOf(key)}:`, String(value)]];
}
