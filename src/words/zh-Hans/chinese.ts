// All Simplified Chinese words: the files of en/, one beside each, in one flat dictionary. Fetched when Chinese is wanted.
import { type Dictionary, mergeDictionaries } from '../dictionary.ts';
import { BOARD_WORDS } from './board.ts';
import { CHANGE_WORDS } from './changes.ts';
import { EDIT_WORDS } from './edits.ts';
import { GOAL_WORDS } from './goals.ts';
import { HINT_WORDS } from './hints.ts';
import { INSPECT_WORDS } from './inspect.ts';
import { LINK_WORDS } from './links.ts';
import { OUTCOME_WORDS } from './outcomes.ts';
import { STEP_WORDS } from './steps.ts';
import { NAME_STEP_WORDS } from './stepsNames.ts';
import { ROAD_STEP_WORDS } from './stepsRoads.ts';
import { WEB_STEP_WORDS } from './stepsWeb.ts';
import { UI_WORDS } from './ui.ts';

export const CHINESE: Dictionary = mergeDictionaries([
  UI_WORDS,
  INSPECT_WORDS,
  CHANGE_WORDS,
  STEP_WORDS,
  NAME_STEP_WORDS,
  ROAD_STEP_WORDS,
  WEB_STEP_WORDS,
  OUTCOME_WORDS,
  GOAL_WORDS,
  HINT_WORDS,
  EDIT_WORDS,
  LINK_WORDS,
  BOARD_WORDS,
]);
