// `kubectl run NAME -it --rm --image=… -- COMMAND`: a pod is made, the command runs in it, the pod goes. As three statements, since the pod must
// be in the world before it can ask anything. `kubectl run -it … -- sh` goes into the pod, which then stays.
import { quote } from './quote.ts';
import { parseShell, type Stage, type Statement } from './shell.ts';
import { isShell } from './places.ts';

export interface ScriptPart {
  readonly text: string;
  readonly when: Statement['when'];
  /** What it says is not shown where it works. */
  readonly quiet?: true;
}

const TAKING: ReadonlySet<string> = new Set([
  '-n',
  '--namespace',
  '--image',
  '--labels',
  '-l',
  '--port',
  '--env',
  '--restart',
  '--overrides',
  '--annotations',
]);

/** The statements of a text, each as it was typed: who applies edits between them gives them one by one. */
export function splitScript(text: string): readonly ScriptPart[] {
  const parsed = parseShell(text);
  if (!parsed.ok) return [{ text, when: 'always' }];
  return parsed.statements.flatMap((statement) => attached(statement) ?? [{ text: statement.text, when: statement.when }]);
}

/** Undefined for what is no such run; variables in it are left to the ordinary way. */
function attached({ stages, when, text }: Statement): readonly ScriptPart[] | undefined {
  const words = plainWords(stages[0]);
  if (!words || !/^(?:kubectl|k)$/.test(words[0] ?? '') || !words.includes('run')) return undefined;
  const dashes = words.indexOf('--');
  const before = dashes < 0 ? words : words.slice(0, dashes);
  if (!before.some((word) => /^(?:-it|-ti|-i|-t|--stdin|--tty|--attach|--rm)$/.test(word))) return undefined;
  const kept: string[] = [];
  const plain: string[] = [];
  let namespace: string | undefined;
  for (let index = 1; index < before.length; index++) {
    const word = before[index] ?? '';
    if (/^(?:-it|-ti|-i|-t|--stdin|--tty|--attach|--rm|--quiet|-q|--command)(?:=true)?$/.test(word)) continue;
    kept.push(word);
    if (word.startsWith('--namespace=')) namespace = word.slice('--namespace='.length);
    if (!TAKING.has(word)) {
      if (!word.startsWith('-')) plain.push(word);
      continue;
    }
    const value = before[++index] ?? '';
    kept.push(value);
    if (word === '-n' || word === '--namespace') namespace = value;
  }
  const [, name = '', ...trailing] = plain;
  const command = dashes < 0 ? trailing : words.slice(dashes + 1);
  if (name === '') return undefined;
  const inside = command.length === 0 ? ['sh'] : command;
  const where = namespace === undefined ? [] : ['-n', namespace];
  const piped = stages.length > 1 ? ` | ${text.slice(text.indexOf('|') + 1).trim()}` : '';
  const create = quote(['kubectl', ...kept.filter((word) => !trailing.includes(word))]);
  const exec = `${quote(['kubectl', 'exec', '-i', ...where, name, '--', ...inside])}${dashes < 0 || piped === '' || text.indexOf('|') > text.indexOf(' -- ') ? piped : ''}`;
  const stays = !before.some((word) => word === '--rm' || word === '--rm=true') || isShell(inside);
  return [
    { text: create, when, quiet: true },
    { text: exec, when: 'succeeded' },
    ...(stays ? [] : [{ text: quote(['kubectl', 'delete', 'pod', name, ...where]), when: 'always' as const }]),
  ];
}

function plainWords(stage: Stage | undefined): readonly string[] | undefined {
  const words: string[] = [];
  for (const parts of stage?.words ?? []) {
    let text = '';
    for (const part of parts) {
      if (part.type !== 'text') return undefined;
      text += part.text;
    }
    words.push(text);
  }
  return words.length === 0 ? undefined : words;
}
