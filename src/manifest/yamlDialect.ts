// The YAML that kubectl reads: 1.1 without timestamps, base 60 and binary, and with 0o17 as a number, as its Go parser has it.
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

function readingTags(tags: Tags): Tags {
  const kept = tags.filter((tag) => {
    if (typeof tag === 'string') return !LEFT_OUT.test(tag);
    return !LEFT_OUT.test(tag.tag) && !('format' in tag && tag.format === 'TIME');
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
