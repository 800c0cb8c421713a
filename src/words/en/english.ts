// All English words, by subject: one file a subject, one flat dictionary.
import { mergeDictionaries } from '../dictionary.ts';
import { BOARD_WORDS } from './board.ts';
import { CAPTURE_WORDS } from './captures.ts';
import { CHANGE_WORDS } from './changes.ts';
import { CODEX_WORDS } from './codex.ts';
import { TOUR_WORDS } from './tour.ts';
import { COMMAND_WORDS } from './commands.ts';
import { COMPARE_WORDS } from './compare.ts';
import { COST_WORDS } from './costs.ts';
import { DESIGN_WORDS } from './design.ts';
import { DESIGN_FIELD_WORDS } from './designFields.ts';
import { DESIGN_PART_WORDS } from './designParts.ts';
import { DIAGNOSTIC_WORDS } from './diagnostics.ts';
import { DRILL_WORDS } from './drill.ts';
import { EDIT_WORDS } from './edits.ts';
import { FIELD_DEFAULT_WORDS } from './fieldDefaults.ts';
import { GESTURE_WORDS } from './gestures.ts';
import { GOAL_WORDS } from './goals.ts';
import { HINT_WORDS } from './hints.ts';
import { INSPECT_WORDS } from './inspect.ts';
import { LINK_WORDS } from './links.ts';
import { LINT_WORDS } from './lints.ts';
import { LIVE_WORDS } from './live.ts';
import { LOAD_WORDS } from './load.ts';
import { MADE_WORDS } from './made.ts';
import { MODE_WORDS } from './modes.ts';
import { OUTCOME_WORDS } from './outcomes.ts';
import { PAPER_WORDS } from './paper.ts';
import { PRACTICE_WORDS } from './practice.ts';
import { REPORT_WORDS } from './reports.ts';
import { STATE_WORDS } from './states.ts';
import { STEP_WORDS } from './steps.ts';
import { NAME_STEP_WORDS } from './stepsNames.ts';
import { ROAD_STEP_WORDS } from './stepsRoads.ts';
import { WEB_STEP_WORDS } from './stepsWeb.ts';
import { SENTENCE_WORDS } from './sentences.ts';
import { TERMINAL_WORDS } from './terminal.ts';
import { STUDIO_WORDS } from './studio.ts';
import { UI_WORDS } from './ui.ts';
import { VERDICT_WORDS } from './verdicts.ts';
import { ROOM_WORDS } from './rooms.ts';
import { ROUTE_WORDS } from './routes.ts';
import { WIRING_WORDS } from './wiring.ts';
import { YAML_WORDS } from './yaml.ts';

export const ENGLISH = mergeDictionaries([
  CODEX_WORDS,
  TOUR_WORDS,
  UI_WORDS,
  INSPECT_WORDS,
  CHANGE_WORDS,
  DESIGN_WORDS,
  DESIGN_FIELD_WORDS,
  DESIGN_PART_WORDS,
  STEP_WORDS,
  NAME_STEP_WORDS,
  ROAD_STEP_WORDS,
  WEB_STEP_WORDS,
  OUTCOME_WORDS,
  VERDICT_WORDS,
  FIELD_DEFAULT_WORDS,
  DIAGNOSTIC_WORDS,
  GOAL_WORDS,
  HINT_WORDS,
  EDIT_WORDS,
  DRILL_WORDS,
  LINK_WORDS,
  REPORT_WORDS,
  CAPTURE_WORDS,
  LIVE_WORDS,
  LOAD_WORDS,
  MADE_WORDS,
  PAPER_WORDS,
  PRACTICE_WORDS,
  MODE_WORDS,
  COST_WORDS,
  BOARD_WORDS,
  COMMAND_WORDS,
  SENTENCE_WORDS,
  GESTURE_WORDS,
  COMPARE_WORDS,
  LINT_WORDS,
  STATE_WORDS,
  TERMINAL_WORDS,
  STUDIO_WORDS,
  WIRING_WORDS,
  YAML_WORDS,
  ROOM_WORDS,
  ROUTE_WORDS,
]);
