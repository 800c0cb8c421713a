// English words of variants (`variant.*`) and of challenges on paper (`paper.*`): setting one, playing it, and what the teacher's page says of results.
import type { Dictionary } from '../dictionary.ts';

export const PAPER_WORDS: Dictionary = {
  'variant.play': 'Play a variant',
  'variant.about': 'The same lesson with other addresses, ports and labels. Your stars stay those of the level as it is written.',
  'variant.now': 'Variant {seed}: other addresses, ports and labels.',
  'variant.name': 'Variant {seed}',
  'variant.next': 'Another variant',
  'variant.back': 'The level as it is written',
};
