// The shim between a learning platform that speaks SCORM 1.2 and the game in a frame beside it. The game says what was won, and with which
// link; the platform keeps the score and the link. A score set in a page can be forged by whoever owns the page: the link cannot, and a teacher
// who doubts drops it on the challenge's page, where the engine judges it again.

const MOST_PARENTS = 32;
/** SCORM 1.2: `cmi.suspend_data` is a CMIString4096. */
const MOST_KEPT = 4096;
const COMMIT_MS = 1_000;
const NO_PLATFORM = 'No learning platform answers here: you can play, and nothing is recorded.';
const NOT_KEPT = 'The learning platform could not save. Your work stays in this browser.';

/** The platform's API object: in a parent, or in what opened the window. */
export function findApi(win) {
  return climb(win) ?? (win.opener ? climb(win.opener) : undefined);
}

function climb(win) {
  let at = win;
  for (let step = 0; step < MOST_PARENTS; step++) {
    let next;
    try {
      if (at.API) return at.API;
      next = at.parent;
    } catch {
      // Of another origin: a platform's API is never there.
      return undefined;
    }
    if (!next || next === at) return undefined;
    at = next;
  }
  return undefined;
}

/** What the game says, rebuilt; undefined for anything else, whoever sent it. */
export function readReport(data) {
  if (typeof data !== 'object' || data === null || data.type !== 'cidr-house/result') return undefined;
  const { points, most, done, result } = data;
  const counts = Number.isInteger(points) && Number.isInteger(most) && most > 0 && points >= 0 && points <= most;
  if (!counts || typeof done !== 'boolean' || typeof result !== 'string') return undefined;
  return { points, most, done, result };
}

/** `HHHH:MM:SS`, as CMITimespan has it. */
export function timespan(ms) {
  const seconds = Math.max(0, Math.min(Math.floor(ms / 1000), 9999 * 3600 + 3599));
  const two = (value) => String(value).padStart(2, '0');
  return `${String(Math.floor(seconds / 3600)).padStart(4, '0')}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** Where the game opens: at the challenge of this package. The work of an earlier visit is in the browser, its proof at the platform. */
export function gameAddress({ fragment }) {
  return `game/index.html#${fragment}`;
}

/** @param launch `{ fragment, title }` of launch.json */
export function startLesson(win, launch, frame, told) {
  const api = findApi(win);
  const begun = win.Date.now();
  let live = api !== undefined && api.LMSInitialize('') === 'true';
  let timer;
  const set = (name, value) => live && api.LMSSetValue(name, String(value)) === 'true';
  const commit = () => {
    timer = undefined;
    if (live && api.LMSCommit('') !== 'true') told.textContent = NOT_KEPT;
  };
  if (!live) told.textContent = NO_PLATFORM;
  const status = live ? api.LMSGetValue('cmi.core.lesson_status') : '';
  if (status === '' || status === 'not attempted') {
    set('cmi.core.lesson_status', 'incomplete');
    commit();
  }
  frame.title = launch.title;
  win.addEventListener('message', (event) => {
    if (event.source !== frame.contentWindow || event.origin !== win.location.origin) return;
    const report = readReport(event.data);
    if (!report || !live) return;
    set('cmi.core.score.min', 0);
    set('cmi.core.score.max', 100);
    // SCORM 1.2 keeps a score between 0 and 100.
    set('cmi.core.score.raw', Math.round((report.points * 100) / report.most));
    set('cmi.core.lesson_status', report.done ? 'completed' : 'incomplete');
    // A longer result stays in the browser, and as the code that the student hands in.
    if (report.result.length <= MOST_KEPT) set('cmi.suspend_data', report.result);
    timer ??= win.setTimeout(commit, COMMIT_MS);
  });
  const leave = () => {
    if (!live) return;
    if (timer !== undefined) win.clearTimeout(timer);
    set('cmi.core.session_time', timespan(win.Date.now() - begun));
    set('cmi.core.exit', 'suspend');
    commit();
    api.LMSFinish('');
    live = false;
  };
  win.addEventListener('pagehide', leave);
  frame.src = gameAddress(launch);
}
