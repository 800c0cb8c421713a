// What is wrong with a text before it is any object (`yaml.NAME`); the same as manifest/ownSentences.ts, which the command line prints.
import type { Dictionary } from '../dictionary.ts';

export const YAML_WORDS: Dictionary = {
  'yaml.badIndent': 'wrong indentation: the keys of a mapping begin at one column, and what is below them further right',
  'yaml.blockAsKey': 'a mapping cannot begin here: the line has a second colon, or the one before it a wrong indentation',
  'yaml.keyTwice': 'this key stands here twice',
  'yaml.longKey': 'a key of more than 1,024 letters',
  'yaml.manyLines': 'a key goes over several lines: is a blank missing after a colon, or an indentation wrong?',
  'yaml.keyNoText': 'keys must be texts',
  'yaml.tab': 'tabs are not allowed as indentation; use blanks',
  'yaml.neverClosed': 'a {sign} is opened and never closed',
  'yaml.cannotBegin': 'a text cannot begin with {sign}; put it in quotes',
  'yaml.noColon': 'a key without a colon, or a text that is not indented enough',
  'yaml.anchorName': 'a * or & begins the name of an anchor; put the text in quotes if it is none',
  'yaml.secondDocument': 'a second document begins here without a line of ---',
  'yaml.noNumber': '{text} is not a number that JSON can hold',
  'yaml.unreadValue': 'this kind of value is not read',
  'yaml.forbiddenKey': 'the key "{key}" is not allowed',
  'yaml.tooLong': 'the text has {megabytes} MB; at most 4 MB are read at once, and this line is beyond that',
  'yaml.control': 'control characters are not allowed (U+{code}); this is not a text',
  'yaml.manyDocuments': 'more than {most} documents',
  'yaml.tooDeep': 'nested more than {most} levels deep',
  'yaml.tooMany': 'more fields and values than a world can have',
};
