// runLine: what is typed, run statement by statement and pipe by pipe. Never throws; output, words and time are bounded.
import type { Call, Done, Shell } from './call.ts';
import { fail, failWith } from './call.ts';
import { runWords } from './commands.ts';
import { deskVariables } from './deskVariables.ts';
import { MOST_LETTERS, parseShell, type Stage, type Statement, type WordPart } from './shell.ts';
import type { LineResult, Place, TerminalEnv, TerminalState } from './types.ts';

const MOST_SHOWN_LINES = 2_000;
const MOST_SHOWN_LETTERS = 200_000;
const MOST_HISTORY = 200;
const MOST_PIPED = 4_000_000;
const MOST_STAGES = 20;
const MOST_DEPTH = 2;
const MOST_FILES = 30;

/** Does the text want another line: an open quotation mark, here-document, pipe? */
export function isIncomplete(text: string): 'heredoc' | 'quote' | 'line' | undefined {
  const parsed = parseShell(text);
  return !parsed.ok && parsed.more ? parsed.why : undefined;
}

export async function runLine(line: string, state: TerminalState, env: TerminalEnv): Promise<LineResult> {
  const label = line.trim().split('\n')[0]?.slice(0, 200) ?? '';
  const history = label === '' || state.history.at(-1) === line ? state.history : [...state.history, line].slice(-MOST_HISTORY);
  const shell: Shell = {
    env,
    state: { ...state, history },
    edits: [],
    clear: false,
    depth: MOST_DEPTH,
    run: (inner, words, input) => runWords({ shell: inner, words, input }),
    runText,
  };
  let done: Done;
  const ended = leaveGone(shell);
  try {
    done = await runText(shell, line);
  } catch {
    // A slip of ours ends one line, never the terminal.
    done = failWith(shell, 'broken');
  }
  return {
    output: capped(shell, `${ended}${done.before ?? ''}${done.out}${done.err}`),
    ...(done.code === 0 ? {} : { error: true as const }),
    edits: shell.edits,
    label,
    state: shell.state,
    ...(shell.clear ? { clear: true as const } : {}),
  };
}

/** A pod that is gone ends the shells in it. */
function leaveGone(shell: Shell): string {
  const { plan } = shell.env;
  const isThere = ({ kind, name }: Place): boolean =>
    kind === 'pod'
      ? plan.pods.some((pod) => `${pod.namespace}/${pod.name}` === name)
      : kind !== 'node' || plan.nodes.some((node) => `node:${node.name}` === name);
  const gone = shell.state.places.findIndex((place) => !isThere(place));
  if (gone < 0) return '';
  shell.state = { ...shell.state, places: shell.state.places.slice(0, Math.max(1, gone)) };
  return 'command terminated with exit code 137\n';
}

async function runText(shell: Shell, text: string): Promise<Done> {
  const parsed = parseShell(text);
  if (!parsed.ok) {
    if (!parsed.more) return fail(shell.env.say(`command.${parsed.code}`, parsed.params), 2);
    return parsed.why === 'heredoc'
      ? fail(shell.env.say('command.noHeredocEnd', { word: parsed.word ?? '' }), 2)
      : fail(shell.env.say('command.noQuoteEnd'), 2);
  }
  let out = '';
  let code = 0;
  for (const statement of parsed.statements) {
    if ((statement.when === 'succeeded' && code !== 0) || (statement.when === 'failed' && code === 0)) continue;
    const done = await runStatement(shell, statement);
    out = `${out}${done.before ?? ''}${done.out}${done.err}`;
    code = done.code;
    if (out.length > MOST_PIPED) break;
  }
  return { out, err: '', code };
}

async function runStatement(shell: Shell, { stages }: Statement): Promise<Done> {
  if (stages.length > MOST_STAGES) return failWith(shell, 'tooManyPipes', { most: MOST_STAGES });
  let input: string | undefined;
  let before = '';
  let err = '';
  let code = 0;
  for (const stage of stages) {
    const done = await runStage(shell, stage, stage.input ?? input);
    before += done.before ?? '';
    err += done.err;
    code = done.code;
    input = done.out.slice(0, MOST_PIPED);
  }
  return { before, out: input ?? '', err, code };
}

async function runStage(shell: Shell, stage: Stage, input: string | undefined): Promise<Done> {
  const words: string[] = [];
  for (const parts of stage.words) {
    const text = await expand(shell, parts);
    if (typeof text !== 'string') return text;
    // What a substitution gives without quotes is split at its spaces; nothing at all is no word.
    if (parts.every(({ type }) => type !== 'text')) words.push(...text.split(/\s+/).filter((word) => word !== ''));
    else words.push(text);
  }
  const assigned = assignmentOf(stage, words);
  if (assigned) {
    const variables = new Map(shell.state.memory.variables).set(assigned.name, assigned.value);
    shell.state = { ...shell.state, memory: { ...shell.state.memory, variables } };
    return { out: '', err: '', code: 0 };
  }
  const call: Call = { shell, words, input };
  const done: Done = words.length === 0 ? { out: input ?? '', err: '', code: 0 } : await runWords(call);
  if (!stage.into) return done;
  const name = await expand(shell, stage.into.words);
  if (typeof name !== 'string') return name;
  return store(shell, { name, append: stage.into.append }, done);
}

/** `> FILE`: files live as long as the terminal does. */
function store(shell: Shell, into: { readonly name: string; readonly append: boolean }, done: Done): Done {
  const files = new Map(shell.state.memory.files);
  const name = into.name.replace(/^\.\//, '').slice(0, 200);
  if (!files.has(name) && files.size >= MOST_FILES) return failWith(shell, 'tooManyFiles', { most: MOST_FILES });
  files.set(name, `${into.append ? (files.get(name) ?? '') : ''}${done.out}`.slice(0, MOST_LETTERS));
  shell.state = { ...shell.state, memory: { ...shell.state.memory, files } };
  return { ...done, out: '' };
}

function assignmentOf(stage: Stage, words: readonly string[]): { readonly name: string; readonly value: string } | undefined {
  const exported = words[0] === 'export' && words.length === 2;
  const [first] = stage.words[exported ? 1 : 0] ?? [];
  const name = first?.type === 'text' ? /^([A-Za-z_]\w*)=/.exec(first.text)?.[1] : undefined;
  if (name === undefined || (words.length !== 1 && !exported)) return undefined;
  return { name, value: (words[exported ? 1 : 0] ?? '').slice(name.length + 1) };
}

async function expand(shell: Shell, parts: readonly WordPart[]): Promise<string | Done> {
  let text = '';
  for (const part of parts) {
    if (part.type === 'text') text += part.text;
    else if (part.type === 'variable') {
      const value = shell.state.memory.variables.get(part.name) ?? deskVariables(shell.env).get(part.name);
      if (value === undefined) return fail(shell.env.say('command.unsetVariable', { name: part.name.slice(0, 60) }));
      text += value;
    } else {
      if (shell.depth <= 0) return fail(shell.env.say('command.shell', { what: '$( )' }));
      const inner: Shell = { ...shell, depth: shell.depth - 1 };
      const done = await runText(inner, part.command);
      shell.state = inner.state;
      if (done.code !== 0) return done;
      text += done.out.replace(/\n+$/, '');
    }
    if (text.length > MOST_LETTERS) return fail(shell.env.say('command.tooLong', { most: MOST_LETTERS }));
  }
  return text;
}

function capped({ env }: Shell, text: string): string {
  const lines = text.split('\n');
  const rest = lines.length - 1 - MOST_SHOWN_LINES;
  const few = rest > 0 ? `${lines.slice(0, MOST_SHOWN_LINES).join('\n')}\n` : text;
  const short = few.slice(0, MOST_SHOWN_LETTERS);
  const left = text.slice(short.length).split('\n').length - 1;
  return short.length === text.length
    ? text
    : `${short.replace(/\n?$/, '\n')}${env.say('terminal.moreLines', { count: Math.max(1, left) })}\n`;
}
