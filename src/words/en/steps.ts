// English words of the walk (`step.*`): what each stage did to the letter.
import type { Dictionary } from '../dictionary.ts';

export const STEP_WORDS: Dictionary = {};
