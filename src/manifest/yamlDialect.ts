// The YAML that kubectl reads: 1.1 without timestamps, base 60 and binary, and with 0o17 as a number, as its Go parser has it. One
// difference: a lone y or n stays a text, as YAML 1.2 readers have it and the policy conformance cases write it; we always quote them.
import type { ScalarTag, Tags } from 'yaml';

const LEFT_OUT = /(?:timestamp|binary|omap|pairs|set)$/;

const OCTAL: ScalarTag = {
  tag: 'tag:yaml.org,2002:int',
  default: true,
  format: 'OCT12',
  test: /^[-+]?0o[0-7]+$/,
  identify: () => false,
  resolve: (text) => Number(text.replace(/^[-+]/, '')) * (text.startsWith('-') ? -1 : 1),
};

const TRUE = /^(?:[Yy]es|YES|[Tt]rue|TRUE|[Oo]n|ON)$/;
const FALSE = /^(?:[Nn]o|NO|[Ff]alse|FALSE|[Oo]ff|OFF)$/;

function readingTags(tags: Tags): Tags {
  const kept = tags.flatMap((tag): Tags => {
    if (typeof tag === 'string') return LEFT_OUT.test(tag) ? [] : [tag];
    if (LEFT_OUT.test(tag.tag) || ('format' in tag && tag.format === 'TIME')) return [];
    if (tag.tag !== 'tag:yaml.org,2002:bool' || !('test' in tag) || !tag.test) return [tag];
    return [{ ...tag, test: tag.test.test('yes') ? TRUE : FALSE }];
  });
  return [...kept, OCTAL];
}

/** Keys stay texts whatever they look like (`on`, `y`, `8080`); repeated keys are found by our own walk, which is linear. */
export const READING = {
  version: '1.1',
  merge: true,
  stringKeys: true,
  uniqueKeys: false,
  strict: true,
  prettyErrors: false,
  logLevel: 'silent',
  customTags: readingTags,
} as const;

/** Writing quotes whatever any reader of YAML 1.1 might take for something else, times and base 60 included. */
export const WRITING = {
  version: '1.1',
  customTags: (tags: Tags): Tags => [...tags, OCTAL],
  indentSeq: false,
  lineWidth: 0,
  aliasDuplicateObjects: false,
  singleQuote: true,
} as const;
