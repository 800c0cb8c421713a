// az monitor log-analytics query: what Azure Firewall writes down (E-28) of the flows that go about. Of KQL: a table, where, project, take, count.
import { one } from '../../manifest/commands/flagTable.ts';
import { type Done, failWith } from '../call.ts';
import { flowsOf } from '../net/tcpdump.ts';
import type { Plain } from '../types.ts';
import type { AzCall, AzLooks, AzValue } from './az.ts';

const TABLES = ['AZFWNetworkRule', 'AZFWApplicationRule', 'AZFWNatRule'];
const MOST_PARTS = 20;

async function query(call: AzCall): Promise<AzValue> {
  const text = (one(call.given, 'analytics-query') ?? '').slice(0, 2000);
  const [table = '', ...parts] = text.split('|').map((part) => part.trim());
  if (!TABLES.includes(table) || parts.length > MOST_PARTS) return failWith(call.shell, 'kql');
  let rows: readonly Plain[] = (await written(call)).filter((row) => row['Type'] === table);
  for (const part of parts) {
    const next = step(call, rows, part);
    if ('code' in next) return next;
    rows = next;
  }
  return { value: rows };
}

async function written({ shell }: AzCall): Promise<readonly Plain[]> {
  const rows: Plain[] = [];
  for (const flow of flowsOf(shell)) {
    const answer = await shell.env.port.firewallLog(flow);
    if (answer.ok) rows.push(...answer.value.map((line) => ({ ...line, TableName: 'PrimaryResult' })));
  }
  return rows;
}

function step({ shell }: AzCall, rows: readonly Plain[], part: string): readonly Plain[] | Done {
  const take = /^(?:take|limit)\s+(\d{1,6})$/i.exec(part)?.[1];
  if (take !== undefined) return rows.slice(0, Number(take));
  if (/^count$/i.test(part)) return [{ Count: rows.length, TableName: 'PrimaryResult' }];
  const project = /^project\s+([\w\s,]+)$/i.exec(part)?.[1];
  if (project !== undefined) {
    const names = project.split(',').map((name) => name.trim());
    return rows.map((row) => Object.fromEntries(names.map((name) => [name, Object.hasOwn(row, name) ? row[name] : null])));
  }
  const [, column = '', sign = '', quoted, plain] =
    /^where\s+(\w+)\s*(==|=~|!=|contains|has|startswith)\s*(?:["']([^"']*)["']|(\d+))$/i.exec(part) ?? [];
  if (column === '') return failWith(shell, 'kql');
  const wanted = quoted ?? plain ?? '';
  return rows.filter((row) => holds(String(Object.hasOwn(row, column) ? row[column] : ''), sign.toLowerCase(), wanted));
}

function holds(value: string, sign: string, wanted: string): boolean {
  const [low, sought] = [value.toLowerCase(), wanted.toLowerCase()];
  if (sign === '==') return value === wanted;
  if (sign === '!=') return value !== wanted;
  return sign === '=~' ? low === sought : sign === 'startswith' ? low.startsWith(sought) : low.includes(sought);
}

export const LOG_LOOKS: AzLooks = {
  'monitor log-analytics query': { flags: 'workspace,w= analytics-query= timespan,t= workspaces=', run: (call) => query(call) },
};
