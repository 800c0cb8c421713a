// Variants in the game: opened by seed, saved beside the level's own work, without stars of their own, and handed on with their seed so that whoever opens
// the link has the same numbers.
import { describe, expect, it } from 'vitest';
import { levelAddress, routeOf } from '../../src/client/router.ts';
import { applyEdit } from '../../src/engine/edit/edit.ts';
import { readVariantId, variantId } from '../../src/levels/variant/variantId.ts';
import { varyLevel } from '../../src/levels/variant/varyLevel.ts';
import { parseLevel, readSolution } from '../../src/levels/parseLevel.ts';
import type { SaveBox } from '../../src/store/services.ts';
import { readLevelFolder } from '../levels/folders.ts';
import { judged, openInProcess } from '../support/inProcessApp.ts';

const LEVEL = '402-only-the-web-team';

function memory(): SaveBox & { readonly kept: Map<string, unknown> } {
  const kept = new Map<string, unknown>();
  return {
    kept,
    read: async (key) => structuredClone(kept.get(key)),
    write: async (key, value) => kept.set(key, structuredClone(value)).size > 0,
    remove: async (key) => void kept.delete(key),
  };
}

describe('a variant', () => {
  it('has an address and a name of its own, with one spelling', () => {
    expect(readVariantId(variantId(LEVEL, 4711))).toEqual({ id: LEVEL, seed: 4711 });
    expect(readVariantId(LEVEL)).toEqual({ id: LEVEL });
    for (const other of [`${LEVEL}~0`, `${LEVEL}~01`, `${LEVEL}~268435456`, `${LEVEL}~-1`, 'sandbox~4', `${LEVEL}~1~2`])
      expect(readVariantId(other)).toEqual({ id: other });
    expect(levelAddress('/play/', `${LEVEL}~4711`)).toBe(`/play/level/${LEVEL}/#v=4711`);
    expect(routeOf(`/play/level/${LEVEL}/`, '/play/', '#v=4711')).toBe(`${LEVEL}~4711`);
    expect(routeOf(`/play/level/${LEVEL}/`, '/play/', '#v=0')).toBe(LEVEL);
  });

  it('opens dressed, is saved beside the own work, leaves the stars alone, and its link opens as the same variant', async () => {
    const box = memory();
    const app = openInProcess(box);
    const { actions } = app.store.getState();
    await actions.openLevel(LEVEL);
    await judged(app);
    const plain = app.store.getState().document.start;
    await actions.openLevel(variantId(LEVEL, 4711));
    await judged(app);
    const files = varyLevel(readLevelFolder(LEVEL), '4711');
    const { document, session } = app.store.getState();
    expect(document.start).toEqual(parseLevel(files).level?.start);
    expect(document.start).not.toEqual(plain);
    expect(session).toMatchObject({ levelId: LEVEL, seed: 4711, varied: true });

    await actions.dispatchEdit({ type: 'batch', edits: readSolution(files, 'reference') ?? [] }, 'edit.yaml');
    await judged(app);
    expect(app.store.getState().results.judgement?.goals.every(({ pass }) => pass)).toBe(true);
    expect(app.store.getState().progress.levels).toEqual({});
    await app.flush();
    expect(box.kept.has(`document/${LEVEL}~4711`)).toBe(true);
    expect(box.kept.get(`document/${LEVEL}`)).toMatchObject({ entries: [] });

    const link = (await actions.makeLink()) ?? '';
    expect(link).toContain('#s=2.');
    const other = openInProcess(memory());
    await other.store.getState().actions.openLink(link);
    await judged(other);
    const opened = other.store.getState();
    expect(opened.session).toMatchObject({ seed: 4711, shared: { from: 'link', verified: true } });
    expect(opened.document.spec).toEqual(app.store.getState().document.spec);
    // The same moves on the level as it is written are another solution, and lose.
    expect(applyEdit(plain, { type: 'batch', edits: readSolution(files, 'reference') ?? [] }).spec).not.toEqual(
      opened.document.spec,
    );

    const file = await actions.solutionFile();
    expect(await other.store.getState().actions.openFile(file)).toBe(variantId(LEVEL, 4711));
    await actions.setLocale('en');
    expect(app.store.getState().session.text?.title).toBeDefined();
  });
});
