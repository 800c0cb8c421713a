// English words of the honesty report (`report.*`): why an object or field counts, does not count, or does not count yet.
import type { Dictionary } from '../dictionary.ts';

export const REPORT_WORDS: Dictionary = {
  'report.honoured': 'is simulated',
  'report.kindLater': 'this kind is not simulated yet; it is kept and does nothing here',
  'report.kindNoEffect': 'this kind does not change who reaches whom',
  'report.noEffect': 'does not change who reaches whom',
  'report.later': 'is not simulated yet',
  'report.namespaceMade': 'was not declared; made because something lives in it',
};
