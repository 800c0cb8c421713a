// All Simplified Chinese words: the files of en/, one beside each, in one flat dictionary. Fetched when Chinese is wanted.
import { type Dictionary, mergeDictionaries } from '../dictionary.ts';
import { BOARD_WORDS } from './board.ts';
import { INSPECT_WORDS } from './inspect.ts';
import { OUTCOME_WORDS } from './outcomes.ts';
import { UI_WORDS } from './ui.ts';

export const CHINESE: Dictionary = mergeDictionaries([UI_WORDS, INSPECT_WORDS, OUTCOME_WORDS, BOARD_WORDS]);
