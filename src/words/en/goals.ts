// English words of failing goals (`goal.*`): where, what and why in one sentence.
import type { Dictionary } from '../dictionary.ts';

export const GOAL_WORDS: Dictionary = {};
