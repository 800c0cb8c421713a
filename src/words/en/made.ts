// English words of levels that players make (`made.*`): what refuses them, what their goals say, and the builder's steps.
import type { Dictionary } from '../dictionary.ts';

export const MADE_WORDS: Dictionary = {
  'made.file.tooLarge': 'a level file may have 256 KB; this one has more.',
  'made.file.notText': 'this is neither JSON nor YAML.',
  'made.file.badContent': 'this is no level as the builder writes it: look at {where}.',
  'made.refused.noTitle': 'It has no title: give it one, so that others know what they open.',
  'made.refused.noGoals': 'It asks for nothing: name at least one flow that must pass or must not.',
  'made.refused.tooComplex':
    'Judging it takes more steps than the game allows: fewer pods in its goals, or fewer goals, make it small enough.',
  'made.refused.alreadyWon':
    'It is already won: every goal holds before anybody has done anything. Break something in the start, or ask for a flow that does not pass yet.',
  'made.refused.noSolution':
    'Nobody has shown that it can be won: solve it yourself, from its start, and take your solution as the reference.',
  'made.refused.notAllowed':
    'Your solution changes {what}, which this level does not let anybody change: allow it, or solve the level without it.',
  'made.refused.notWon': 'Your solution does not win it: “{goal}” does not hold. Solve it to the end, then take that solution.',
  'made.refused.wonByOpening':
    'Opening everything wins it: what must not pass does not pass even with every door open. Forbid a flow that only a rule stops, or ask for less exposure.',
  'made.refused.wonByOpeningNothingForbidden':
    'Opening everything wins it, because nothing is forbidden: add a flow that must not pass.',
};
