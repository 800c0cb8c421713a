// English words of the undo list (`edit.*`), of refused edits (`refused.*`) and of letters that cannot be sent (`flow.*`).
import type { Dictionary } from '../dictionary.ts';

export const EDIT_WORDS: Dictionary = {
  'edit.yaml': 'Changed {name}',
  'edit.typed': 'Typed {command}',
  'edit.shared': 'From the shared link',
  'edit.reset': 'Back to the start',
  'edit.lint': 'Mended {name}',
  'edit.wire': 'Wired {name}',
  'edit.offer': 'Took an offer for {name}',
  'edit.fork': 'Took over the shared solution',
  'edit.solution': 'Showed the solution',
  'flow.badFlow': {
    office: 'This letter cannot be sent: nothing here is called {text}.',
    network: 'This flow cannot be traced: {text} is no end in this world ({why}).',
  },
  'flow.unsupported': 'This letter meets something that is not simulated yet: {part}.',
  'flow.tooComplex': 'This letter has more than {traces} ways to go.',
  'flow.stale': 'The engine was busy with a newer state. Try again.',
  'refused.watched': 'This is a student’s work, to be looked at. Nothing can be changed here.',
  'refused.object': 'In this level {object} cannot be changed.',
  'refused.create': 'In this level no {kind} can be added to {namespace}.',
  'refused.remove': 'In this level {object} cannot be removed.',
  'edit.answer': 'Answer: {answer}',
  'edit.answer.back': 'Answer taken back',
  'refused.answer': 'This level asks no question called {goal}.',
  'refused.network': 'In this level {path} cannot be changed.',
};
