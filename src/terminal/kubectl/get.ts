// kubectl get: tables, `-o wide|yaml|json|name|jsonpath=…|custom-columns=…`, `-A`, `-l`, `--show-labels`, `-L`, `--sort-by`, `--no-headers`.
import { isOn, listed, one } from '../../manifest/commands/flagTable.ts';
import { type Call, type Done, fail, failWith, ok } from '../call.ts';
import { runJsonPath, shown, valuesAt } from '../jsonPath.ts';
import { labelText } from '../plainRead.ts';
import { tableText } from '../tabText.ts';
import type { Plain } from '../types.ts';
import { yamlText } from '../yamlText.ts';
import { choose, type Chosen, type Group } from './choose.ts';
import { columnsOf, labelsOf } from './columns.ts';
import { everywhere, isDone, type KubectlCall, withFlags } from './flags.ts';
import { nameOf, namespaceOf } from './items.ts';
import { isNamespaced, typeName } from './kinds.ts';

/** More are nobody's table. */
const MOST_COLUMNS = 30;

const FLAGS =
  'watch,w watch-only show-labels label-columns,L* sort-by= no-headers ignore-not-found show-kind raw= chunk-size= show-managed-fields filename,f= output-watch-events subresource= allow-missing-template-keys server-print';

export async function runGet(call: Call): Promise<Done> {
  const read = withFlags(call, 'get', FLAGS);
  if (isDone(read)) return read;
  if (read.given.values.has('raw')) return failWith(call.shell, 'rawApi');
  const chosen = await choose(read);
  if ('code' in chosen) return chosen;
  const printed = print(read, chosen);
  const missing = isOn(read.given, 'ignore-not-found') ? [] : chosen.errors;
  const lines = missing.map((line) => `${line}\n`).join('');
  // Of a watch, what it shows first: nothing here changes by itself.
  return { ...printed, err: printed.err + lines, code: missing.length > 0 ? 1 : printed.code };
}

function print(call: KubectlCall, chosen: Chosen): Done {
  const groups = chosen.groups.map((group) => sorted(call, group));
  const output = one(call.given, 'output') ?? '';
  const items = groups.flatMap((group) => group.items);
  if (items.length === 0 && chosen.errors.length > 0) return ok('');
  const [format = '', ...rest] = output.split('=');
  const template = rest.join('=');
  if (output === '' || format === 'wide') return tables(call, groups, format === 'wide');
  if (format === 'name')
    return ok(groups.map(({ kind, items: own }) => own.map((item) => `${typeName(kind)}/${nameOf(item)}\n`).join('')).join(''));
  const single = chosen.named && items.length === 1 ? items[0] : undefined;
  const value: Plain = single ?? { apiVersion: 'v1', items, kind: 'List', metadata: { resourceVersion: '' } };
  if (format === 'yaml') return ok(yamlText(value));
  if (format === 'json') return ok(`${JSON.stringify(sortedKeys(value), undefined, 4)}\n`);
  if (format === 'jsonpath' || format === 'jsonpath-as-json') {
    const result = runJsonPath(template, value);
    return result.ok ? { out: result.text, err: '', code: 0 } : fail(result.message);
  }
  if (format === 'custom-columns') return customColumns(call, items, template);
  if (format.startsWith('go-template') || format === 'template') return failWith(call.shell, 'goTemplate');
  return fail(
    `error: unable to match a printer suitable for the output format "${format.slice(0, 40)}", allowed formats are: custom-columns,custom-columns-file,go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,name,template,templatefile,wide,yaml`,
  );
}

function sorted({ given }: KubectlCall, { kind, items }: Group): Group {
  const path = one(given, 'sort-by');
  if (path === undefined) return { kind, items };
  const keyed = items.map((item) => {
    const values = valuesAt(path, item);
    return { item, key: typeof values === 'string' ? '' : shown(values[0]) };
  });
  const compare = (a: string, b: string): number =>
    a !== '' && b !== '' && Number.isFinite(Number(a)) && Number.isFinite(Number(b))
      ? Number(a) - Number(b)
      : a < b
        ? -1
        : a > b
          ? 1
          : 0;
  return { kind, items: keyed.toSorted((a, b) => compare(a.key, b.key)).map(({ item }) => item) };
}

function tables(call: KubectlCall, groups: readonly Group[], wide: boolean): Done {
  const full = groups.filter(({ items }) => items.length > 0);
  if (full.length === 0) {
    const anyNamespaced = groups.some(({ kind }) => isNamespaced(kind));
    const where =
      everywhere(call) || !anyNamespaced ? 'No resources found' : `No resources found in ${call.namespace} namespace.`;
    return { out: '', err: isOn(call.given, 'ignore-not-found') ? '' : `${where}\n`, code: 0 };
  }
  const several = full.length > 1 || groups.length > 1 || isOn(call.given, 'show-kind');
  const warning = full.some(({ kind }) => kind === 'Endpoints')
    ? 'Warning: v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice\n'
    : '';
  return { out: full.map((group) => table(call, group, { wide, several })).join('\n'), before: warning, err: '', code: 0 };
}

function table(
  call: KubectlCall,
  { kind, items }: Group,
  { wide, several }: { readonly wide: boolean; readonly several: boolean },
): string {
  const columns = columnsOf(kind);
  const extra = wide ? columns.wide : undefined;
  const keys = (listed(call.given, 'label-columns') ?? []).slice(0, MOST_COLUMNS);
  const withLabels = isOn(call.given, 'show-labels');
  const withNamespace = everywhere(call) && isNamespaced(kind);
  const prefix = several ? `${typeName(kind)}/` : '';
  const titles = [
    ...(withNamespace ? ['NAMESPACE'] : []),
    ...columns.titles,
    ...(extra?.titles ?? []),
    ...keys.map((key) => (key.split('/').at(-1) ?? key).toUpperCase()),
    ...(withLabels ? ['LABELS'] : []),
  ];
  const rows = items.map((item) => {
    const [first = '', ...others] = columns.cells(item);
    const labels = labelsOf(item);
    return [
      ...(withNamespace ? [namespaceOf(item)] : []),
      `${prefix}${first}`,
      ...others,
      ...(extra?.cells(item) ?? []),
      ...keys.map((key) => (Object.hasOwn(labels, key) ? (labels[key] ?? '') : '')),
      ...(withLabels ? [labelText(Object.entries(labels)) || '<none>'] : []),
    ];
  });
  return tableText(titles, rows, !isOn(call.given, 'no-headers'));
}

function customColumns(call: KubectlCall, items: readonly Plain[], template: string): Done {
  const columns = template.split(',').map((part) => {
    const colon = part.indexOf(':');
    return { title: part.slice(0, colon), path: part.slice(colon + 1), bad: colon < 1 };
  });
  if (columns.length > MOST_COLUMNS) return failWith(call.shell, 'tooManyColumns', { most: MOST_COLUMNS });
  const bad = columns.find((column) => column.bad);
  if (template === '' || bad) return fail('error: custom-columns format specified but no custom columns given');
  const rows: string[][] = [];
  for (const item of items) {
    const row: string[] = [];
    for (const { path } of columns) {
      const values = valuesAt(path, item);
      if (typeof values === 'string') return fail(values);
      row.push(values.length === 0 ? '<none>' : values.map((value) => shown(value)).join(','));
    }
    rows.push(row);
  }
  return ok(
    tableText(
      columns.map(({ title }) => title),
      rows,
      !isOn(call.given, 'no-headers'),
    ),
  );
}

/** kubectl's JSON has its keys in order. */
export function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return (value as readonly unknown[]).map((item) => sortedKeys(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sortedKeys(item)]),
  );
}
