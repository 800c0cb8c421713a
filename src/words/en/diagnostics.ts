// English words of diagnostics and unplaced pods (`diagnostic.*`, `unplaced.*`); Azure's own wording where it has one.
import type { Dictionary } from '../dictionary.ts';

export const DIAGNOSTIC_WORDS: Dictionary = {};
