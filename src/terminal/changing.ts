// Lines that change the world, asked of the manifests' own reader of commands; refusals in the server's words or ours.
import type { Edit } from '../engine/edit/edit.ts';
import { type Done, fail, type Shell } from './call.ts';
import { quote } from './quote.ts';

export interface Asked {
  readonly ok: true;
  readonly edits: readonly Edit[];
}

/** Nothing is kept yet: the caller says whether it is. */
export async function askChange(shell: Shell, words: readonly string[], input: string | undefined): Promise<Asked | Done> {
  const ending = input === undefined ? '' : endingOf(input);
  const document =
    input === undefined ? '' : ` <<'${ending}'\n${input.endsWith('\n') || input === '' ? input : `${input}\n`}${ending}`;
  const { memory } = shell.state;
  const changed = await shell.env.port.change(`${quote(words)}${document}`, memory);
  shell.state = { ...shell.state, memory: { ...memory, variables: changed.variables, cards: changed.cards } };
  const { refusal } = changed;
  if (!refusal) return { ok: true, edits: changed.edits };
  return fail(
    refusal.code === 'said'
      ? asServer(String(refusal.params['message']))
      : shell.env.say(`command.${refusal.code}`, refusal.params),
  );
}

/** What the API server's decoder complains about comes wrapped, when it is told by kubectl. */
function asServer(message: string): string {
  return message.startsWith('strict decoding error')
    ? `Error from server (BadRequest): error when creating "STDIN": ${message}`
    : message;
}

/** A word that no line of the text is. */
function endingOf(text: string): string {
  const lines = new Set(text.split('\n'));
  let word = 'EOF';
  while (lines.has(word)) word += '_';
  return word;
}

/** The single changes inside an edit. */
export function leavesOf(edit: Edit): readonly Exclude<Edit, { readonly type: 'batch' }>[] {
  const leaves: Exclude<Edit, { readonly type: 'batch' }>[] = [];
  const ahead: Edit[] = [edit];
  for (let part = ahead.pop(); part; part = ahead.pop()) {
    if (part.type === 'batch') for (let at = part.edits.length - 1; at >= 0; at--) ahead.push(part.edits[at] ?? part);
    else leaves.push(part);
  }
  return leaves;
}
