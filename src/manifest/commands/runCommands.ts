// Command lines into edits: `kubectl …`, `az …`, and what a script has around them. One line or a whole script; never throws.
import { applyEdit, type Edit } from '../../engine/edit/edit.ts';
import type { NetworkSpec } from '../../engine/model/spec.ts';
import { runAz } from './az.ts';
import { type CommandAnswer, type CommandRefusal, NOTHING, openSession, refuse, type Session } from './commandTypes.ts';
import { ID_PREFIX } from './ids.ts';
import { runKubectl } from './kubectl.ts';
import { readShell, type ShellWord, type Statement } from './shellText.ts';

export interface CommandsRun {
  /** The world after the last command that was taken. */
  readonly spec: NetworkSpec;
  /** One for each command that changed something, in order. */
  readonly edits: readonly Edit[];
  /** The first command that was refused, and where; nothing after it has run. */
  readonly refusal?: CommandRefusal & { readonly line: number };
}

export function runCommands(spec: NetworkSpec, text: string, session: Session = openSession()): CommandsRun {
  const shell = readShell(text);
  if (!shell.ok) return { spec, edits: [], refusal: { ok: false, code: shell.code, params: shell.params, line: shell.line } };
  const edits: Edit[] = [];
  let current = spec;
  for (const statement of shell.statements) {
    const answer = runStatement(current, statement, session);
    if (!answer.ok) return { spec: current, edits, refusal: { ...answer, line: statement.line } };
    if (answer.edit.type === 'batch' && answer.edit.edits.length === 0) continue;
    edits.push(answer.edit);
    current = applyEdit(current, answer.edit).spec;
  }
  return { spec: current, edits };
}

/** One line: an Edit, or one sentence. */
export function parseCommand(spec: NetworkSpec, line: string, session: Session = openSession()): CommandAnswer {
  const { edits, refusal } = runCommands(spec, line, session);
  if (refusal) return refusal;
  const [only] = edits;
  return edits.length === 1 && only ? { ok: true, edit: only } : { ok: true, edit: { type: 'batch', edits } };
}

/** Files that commands of this text read by `-f`, `--filename` or `--patch-file`: who has files gives them to the session. */
export function filesNamed(text: string): string[] {
  const shell = readShell(text);
  const found = (shell.ok ? shell.statements : []).flatMap(({ words }) => {
    const texts = words.map((word) => word.map((part) => (part.type === 'text' ? part.text : '')).join(''));
    return texts.flatMap((word, index) => {
      const joined = /^(?:-f=?|--filename=|--patch-file=)(.+)$/.exec(word)?.[1];
      return joined ?? (/^(?:-f|--filename|--patch-file)$/.test(word) ? (texts[index + 1] ?? []) : []);
    });
  });
  return [...new Set(found.flatMap((name) => name.split(',')))].filter((name) => name !== '-' && name !== '').slice(0, 100);
}

/** Placeholders that only the reader can fill in: they stand for themselves. */
const PLACEHOLDERS: ReadonlySet<string> = new Set(
  'RG CL NODE_RG SQL_ADMIN SQL_PASSWORD IDENTITY_ID HQ_IP HQ_KEY KEY_VAULT_ID ZONE_ID'.split(' '),
);

function runStatement(spec: NetworkSpec, statement: Statement, session: Session): CommandAnswer {
  const words: string[] = [];
  if (!session.variables.has('LOC')) session.variables.set('LOC', spec.network.location ?? 'westeurope');
  for (const word of statement.words) {
    const text = expand(word, session);
    if (typeof text !== 'string') return text;
    words.push(text);
  }
  const [first = ''] = words;
  const name = assigned(statement.words[0]);
  if (name !== undefined && words.length === 1) {
    session.variables.set(name, first.slice(name.length + 1));
    return NOTHING;
  }
  const command = { words, ...(statement.input === undefined ? {} : { input: statement.input }) };
  if (first === 'kubectl' || first === 'k') return runKubectl({ spec, session }, command);
  if (first === 'az') return runAz({ spec, session }, command);
  if (first === 'set' || first === 'echo' || first === 'cd' || first === 'true') return NOTHING;
  return refuse(KNOWN_TOOLS.has(first) ? 'notSimulated' : 'unknownTool', { command: first.slice(0, 60) });
}

const KNOWN_TOOLS: ReadonlySet<string> = new Set(
  'helm openssl curl terraform bicep export for while if sudo docker kustomize'.split(' '),
);

/** `NAME=…` as a first word that is not quoted up to its equals sign. */
function assigned(word: ShellWord | undefined): string | undefined {
  const [first] = word ?? [];
  return first?.type === 'text' ? /^([A-Za-z_]\w*)=/.exec(first.text)?.[1] : undefined;
}

function expand(word: ShellWord, session: Session): string | CommandRefusal {
  let text = '';
  for (const part of word) {
    if (part.type === 'text') text += part.text;
    else if (part.type === 'variable') {
      const value = session.variables.get(part.name) ?? (PLACEHOLDERS.has(part.name) ? `$${part.name}` : undefined);
      if (value === undefined) return refuse('unsetVariable', { name: part.name.slice(0, 60) });
      text += value;
    } else {
      const output = outputOf(part.command, session);
      if (typeof output !== 'string') return output;
      text += output;
    }
    if (text.length > 1_000_000) return refuse('tooLong', { most: 1_000_000 });
  }
  return text;
}

/** The only output that a script of ours reads is the id of a thing by its name. */
function outputOf(command: string, session: Session): string | CommandRefusal {
  const shell = readShell(command);
  const [statement, second] = shell.ok ? shell.statements : [];
  if (!statement || second) return refuse('shell', { what: '$( )' });
  const words = statement.words.map((word) =>
    word.some(({ type }) => type === 'output') ? refuse('shell', { what: '$( )' }) : expand(word, session),
  );
  const texts: string[] = [];
  for (const word of words) {
    if (typeof word !== 'string') return word;
    texts.push(word);
  }
  const show = texts.indexOf('show');
  const at = texts.findIndex((word) => word === '--name' || word === '-n' || word.startsWith('--name='));
  const name = texts[at]?.startsWith('--name=') ? texts[at].slice('--name='.length) : texts[at + 1];
  if (texts[0] !== 'az' || show < 0 || at < 0 || name === undefined) return refuse('shell', { what: '$( )' });
  return `${ID_PREFIX}${name}`;
}
