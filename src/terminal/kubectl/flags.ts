// Flags of kubectl's reading verbs, and what went wrong with them in kubectl's or our own words.
import { type FlagTable, flagTable, type Given, isOn, one, readFlags } from '../../manifest/commands/flagTable.ts';
import { type Call, type Done, fail, type Shell } from '../call.ts';

export const COMMON =
  'namespace,n= context= cluster= user= kubeconfig= request-timeout= v= output,o= all-namespaces,A selector,l= field-selector= server,s= token= as=';

export interface KubectlCall extends Call {
  /** Behind the verb, without flags. */
  readonly plain: readonly string[];
  readonly given: Given;
  readonly namespace: string;
}

const tables = new Map<string, FlagTable>();

export function tableOf(flags: string): FlagTable {
  const known = tables.get(flags);
  if (known) return known;
  const table = flagTable(`${COMMON} ${flags}`);
  tables.set(flags, table);
  return table;
}

/** A failed answer, or the call with its flags read. */
export function withFlags(call: Call, verb: string, flags: string): KubectlCall | Done {
  const table = tableOf(flags);
  const words = call.words.slice(2).flatMap((word) => apart(word, table));
  const given = readFlags(words, table, { command: `kubectl ${verb}`, abbreviated: false });
  if ('ok' in given) {
    const flag = String(given.params['flag'] ?? '');
    if (given.code !== 'needsValue') return fail(unknownFlag(flag, verb));
    return fail(`error: flag needs an argument: ${flag}\nSee 'kubectl ${verb} --help' for usage.`);
  }
  const namespace = one(given, 'namespace') ?? call.shell.state.namespace;
  if (!/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(namespace))
    return fail(`error: invalid namespace "${namespace.slice(0, 80)}"`);
  return { ...call, plain: given.words, given, namespace };
}

/** `-it` is `-i -t`. */
function apart(word: string, table: FlagTable): readonly string[] {
  if (!/^-[A-Za-z]{2,5}$/.test(word)) return [word];
  const letters = Array.from(word.slice(1), (letter) => `-${letter}`);
  return letters.every((letter) => table.get(letter)?.takes === 'switch') ? letters : [word];
}

function unknownFlag(flag: string, verb: string): string {
  const what = /^-[^-]/.test(flag) ? `unknown shorthand flag: '${flag[1] ?? ''}' in ${flag}` : `unknown flag: ${flag}`;
  return `error: ${what}\nSee 'kubectl ${verb} --help' for usage.`;
}

export function isDone(value: KubectlCall | Done): value is Done {
  return 'code' in value;
}

export function everywhere({ given }: KubectlCall): boolean {
  return isOn(given, 'all-namespaces');
}

/** Names that the engine knows the kubernetes version by, for sentences. */
export function says(shell: Shell, key: string, params: Readonly<Record<string, string | number>> = {}): Done {
  return fail(shell.env.say(`terminal.${key}`, params));
}
