// YAML's own complaints in words that say what to do. Anything without better words keeps the parser's.
import { own, type Said } from './ownSentences.ts';

const SENTENCES: ReadonlyMap<string, Parameters<typeof own>[0]> = new Map([
  ['BAD_INDENT', 'badIndent'],
  ['BLOCK_AS_IMPLICIT_KEY', 'blockAsKey'],
  ['DUPLICATE_KEY', 'keyTwice'],
  ['KEY_OVER_1024_CHARS', 'longKey'],
  ['MULTILINE_IMPLICIT_KEY', 'manyLines'],
  ['NON_STRING_KEY', 'keyNoText'],
  ['TAB_AS_INDENT', 'tab'],
]);

export function yamlSentence(code: string, message: string): Said {
  const quote = /^Missing closing (['"])quote/.exec(message)?.[1];
  if (quote !== undefined) return own('neverClosed', { sign: quote });
  const start = /^(?:Plain|Block) value cannot start with .*?(\S+)$/.exec(message)?.[1];
  if (start !== undefined) return own('cannotBegin', { sign: start });
  if (/must be sufficiently indented and end with a (\S)/.test(message))
    return own('neverClosed', { sign: message.includes('sequence') ? '[' : '{' });
  const known = SENTENCES.get(code);
  if (known !== undefined) return own(known);
  if (message.startsWith('Implicit map keys need to be followed by map values')) return own('noColon');
  if (code === 'BAD_ALIAS') return own('anchorName');
  return { message };
}
