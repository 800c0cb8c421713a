// English words of the undo list (`edit.*`) and of refused edits (`refused.*`).
import type { Dictionary } from '../dictionary.ts';

export const EDIT_WORDS: Dictionary = {
  'edit.yaml': 'Changed {name}',
  'edit.shared': 'From the shared link',
  'edit.reset': 'Back to the start',
  'edit.fork': 'Took over the shared solution',
  'edit.solution': 'Showed the solution',
  'refused.object': 'In this level {object} cannot be changed.',
  'refused.create': 'In this level no {kind} can be added to {namespace}.',
  'refused.remove': 'In this level {object} cannot be removed.',
  'refused.network': 'In this level {path} cannot be changed.',
};
