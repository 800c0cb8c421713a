// YAML's own complaints in words that say what to do. Anything without better words keeps the parser's.

const SENTENCES: ReadonlyMap<string, string> = new Map([
  ['BAD_INDENT', 'wrong indentation: the keys of a mapping begin at one column, and what is below them further right'],
  ['BLOCK_AS_IMPLICIT_KEY', 'a mapping cannot begin here: the line has a second colon, or the one before it a wrong indentation'],
  ['DUPLICATE_KEY', 'this key stands here twice'],
  ['KEY_OVER_1024_CHARS', 'a key of more than 1,024 letters'],
  ['MULTILINE_IMPLICIT_KEY', 'a key goes over several lines: is a blank missing after a colon, or an indentation wrong?'],
  ['NON_STRING_KEY', 'keys must be texts'],
  ['TAB_AS_INDENT', 'tabs are not allowed as indentation; use blanks'],
]);

export function yamlSentence(code: string, message: string): string {
  const quote = /^Missing closing (['"])quote/.exec(message)?.[1];
  if (quote !== undefined) return `a ${quote} is opened and never closed`;
  const start = /^(?:Plain|Block) value cannot start with .*?(\S+)$/.exec(message)?.[1];
  if (start !== undefined) return `a text cannot begin with ${start}; put it in quotes`;
  if (/must be sufficiently indented and end with a (\S)/.test(message))
    return `a ${message.includes('sequence') ? '[' : '{'} is opened and never closed`;
  const known = SENTENCES.get(code);
  if (known !== undefined) return known;
  if (message.startsWith('Implicit map keys need to be followed by map values'))
    return 'a key without a colon, or a text that is not indented enough';
  if (code === 'BAD_ALIAS') return 'a * or & begins the name of an anchor; put the text in quotes if it is none';
  return message;
}
