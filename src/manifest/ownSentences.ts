// What is wrong with a text in words of ours, where neither the API server nor a tool has any: an English sentence for the command line, and the key
// under which words/ says the same in the player's language (`yaml.NAME`; tests hold the two together).
import { oneLine } from './problems.ts';

export const OWN_SENTENCES = {
  badIndent: 'wrong indentation: the keys of a mapping begin at one column, and what is below them further right',
  blockAsKey: 'a mapping cannot begin here: the line has a second colon, or the one before it a wrong indentation',
  keyTwice: 'this key stands here twice',
  longKey: 'a key of more than 1,024 letters',
  manyLines: 'a key goes over several lines: is a blank missing after a colon, or an indentation wrong?',
  keyNoText: 'keys must be texts',
  tab: 'tabs are not allowed as indentation; use blanks',
  neverClosed: 'a {sign} is opened and never closed',
  cannotBegin: 'a text cannot begin with {sign}; put it in quotes',
  noColon: 'a key without a colon, or a text that is not indented enough',
  anchorName: 'a * or & begins the name of an anchor; put the text in quotes if it is none',
  secondDocument: 'a second document begins here without a line of ---',
  noNumber: '{text} is not a number that JSON can hold',
  unreadValue: 'this kind of value is not read',
  forbiddenKey: 'the key "{key}" is not allowed',
  tooLong: 'the text has {megabytes} MB; at most 4 MB are read at once, and this line is beyond that',
  control: 'control characters are not allowed (U+{code}); this is not a text',
  manyDocuments: 'more than {most} documents',
  tooDeep: 'nested more than {most} levels deep',
  tooMany: 'more fields and values than a world can have',
} as const;
type OwnName = keyof typeof OWN_SENTENCES;

export interface Said {
  readonly message: string;
  /** Absent: a tool's own words, the same in every language. */
  readonly says?: string;
  readonly params?: Readonly<Record<string, string>>;
}

export function own(name: OwnName, params: Readonly<Record<string, string>> = {}): Said {
  const shown = Object.fromEntries(Object.entries(params).map(([key, value]) => [key, oneLine(value)]));
  const message = OWN_SENTENCES[name].replaceAll(/\{([a-z]+)\}/g, (slot, key: string) => shown[key] ?? slot);
  return { message, says: `yaml.${name}`, params: shown };
}
