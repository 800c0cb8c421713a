// English words of hints (`hint.CODE.1` layer, `.2` object, `.3` the change).
import type { Dictionary } from '../dictionary.ts';

export const HINT_WORDS: Dictionary = {};
