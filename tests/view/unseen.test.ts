// What a board never shows wakes no board: drafts and tabs do not, everything else does.
import { describe, expect, it } from 'vitest';
import { FIRST_DOCUMENT, FIRST_SESSION } from '../../src/store/context.ts';
import type { AppState, SessionState } from '../../src/store/state.ts';
import { changesUnseen } from '../../src/view/unseen.ts';

const STATE: AppState = {
  document: FIRST_DOCUMENT,
  session: FIRST_SESSION,
  results: { revision: 0, engine: 'ready' },
  progress: { levels: {} },
};
const withSession = (part: Partial<SessionState>): AppState => ({ ...STATE, session: { ...STATE.session, ...part } });

describe('changesUnseen', () => {
  it.each([
    [{ drafts: { Network: 'kind: Network' } }, true],
    [{ designPart: 'routes' }, true],
    [{ design: { base: FIRST_DOCUMENT.spec.network, network: FIRST_DOCUMENT.spec.network } }, true],
    [{ selection: 'pod:a/b' }, false],
    [{ theme: 'night' }, false],
    [{ turn: 1 }, false],
    [{ drafts: {}, overlay: 'routes' }, false],
  ] as const)('%j: %s', (part, unseen) => {
    expect(changesUnseen(withSession(part), STATE)).toBe(unseen);
  });

  it('results and the document are always seen', () => {
    expect(changesUnseen({ ...withSession({ drafts: {} }), results: { ...STATE.results, revision: 1 } }, STATE)).toBe(false);
    expect(changesUnseen({ ...withSession({ drafts: {} }), document: { ...STATE.document } }, STATE)).toBe(false);
    expect(changesUnseen(STATE, STATE)).toBe(false);
  });
});
