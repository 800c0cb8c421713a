// English words of the panels (`ui.*`). The pattern: one key a string, `{name}` for parameters, `{count|# goal|# goals}` for plurals,
// {office, network} where the two vocabularies differ. Keys built in code (`ui.tab.${name}`) are listed here one by one.
import type { Dictionary } from '../dictionary.ts';

export const UI_WORDS: Dictionary = {
  'ui.title': 'CIDR House',
  'ui.goals': 'Goals',
  'ui.goals.count': '{passed} of {total}',
};
