// What of the session a board never shows: texts and drafts that are being written, tabs, notices. Their changes draw no frame.
import type { AppState, SessionState } from '../store/state.ts';

const UNSEEN: ReadonlySet<keyof SessionState> = new Set([
  'design',
  'designPart',
  'drafts',
  'problems',
  'goto',
  'tabs',
  'notice',
  'loadAsk',
]);

/** Did nothing change but what a board never shows? */
export function changesUnseen(state: AppState, old: AppState): boolean {
  if (state.document !== old.document || state.results !== old.results || state.session === old.session) return false;
  const keys = new Set([...Object.keys(state.session), ...Object.keys(old.session)] as (keyof SessionState)[]);
  return [...keys].every((key) => UNSEEN.has(key) || state.session[key] === old.session[key]);
}
