// Progress as a file: it comes back on another machine as it was, keeps what is there, and takes nothing that is not ours.
import { describe, expect, it } from 'vitest';
import type { SaveBox } from '../../src/store/services.ts';
import type { App } from '../../src/store/store.ts';
import { openInProcess } from '../support/inProcessApp.ts';

const LEVEL = '030-nobody-at-the-desk';
const IDS = [LEVEL, '040-who-rang'];
const FIXED =
  'apiVersion: v1\nkind: Service\nmetadata: {name: api, namespace: shop}\nspec:\n  selector: {app: api}\n  ports: [{port: 80, targetPort: 8080}]\n';

function box(): SaveBox & { readonly kept: Map<string, unknown> } {
  const kept = new Map<string, unknown>();
  return {
    kept,
    read: async (key) => structuredClone(kept.get(key)),
    write: async (key, value) => {
      kept.set(key, structuredClone(value));
      return true;
    },
    remove: async (key) => void kept.delete(key),
  };
}

async function played(): Promise<string> {
  const app = openInProcess(box());
  const { actions } = app.store.getState();
  await actions.openLevel(LEVEL);
  await actions.applyYaml('Service/shop/api', FIXED);
  await expect.poll(() => app.store.getState().progress.levels[LEVEL]?.stars).toBe(3);
  await app.flush();
  return actions.exportProgress(IDS);
}

async function logOf(app: App): Promise<number> {
  await app.store.getState().actions.openLevel(LEVEL);
  return app.store.getState().document.log.length;
}

describe('progress as a file', () => {
  it('comes back elsewhere: stars, and the work with its undo', async () => {
    const text = await played();
    const other = openInProcess(box());
    const { actions } = other.store.getState();
    expect(await actions.importProgress(text, IDS)).toEqual({ brought: 1, kept: 0 });
    expect(other.store.getState().progress.levels[LEVEL]?.stars).toBe(3);
    expect(await logOf(other)).toBe(1);
  });

  it('leaves work that is here where it is, and better stars too', async () => {
    const text = await played();
    const saves = box();
    const other = openInProcess(saves);
    const { actions } = other.store.getState();
    await actions.openLevel(LEVEL);
    await actions.applyYaml('Service/shop/api', FIXED.replace('8080', '9999'));
    await other.flush();
    const before = structuredClone(saves.kept.get(`document/${LEVEL}`));
    expect(await actions.importProgress(text, IDS)).toEqual({ brought: 0, kept: 1 });
    expect(saves.kept.get(`document/${LEVEL}`)).toEqual(before);
    const worse = JSON.stringify({ ...JSON.parse(text), progress: { levels: { [LEVEL]: { stars: 1 } } } });
    await actions.importProgress(worse, IDS);
    expect(other.store.getState().progress.levels[LEVEL]?.stars).toBe(3);
  });

  it.each([
    ['no JSON', '{'],
    ['another file', '{"format":"other"}'],
    ['a later version', '{"format":"cidr-house-progress","version":2}'],
    ['a list', '[]'],
    ['deep nesting', `${'['.repeat(200_000)}`],
  ])('refuses %s and changes nothing', async (_what, text) => {
    const saves = box();
    const app = openInProcess(saves);
    expect(await app.store.getState().actions.importProgress(text, IDS)).toBeUndefined();
    expect([...saves.kept.keys()]).toEqual([]);
  });

  it('takes no level that is unknown, no edit that is not ours, no prototype', async () => {
    const saves = box();
    const app = openInProcess(saves);
    const text =
      '{"format":"cidr-house-progress","version":1,"progress":{"levels":{"__proto__":{"stars":3},"999-none":{"stars":3}}},' +
      `"documents":{"999-none":{"entries":[]},"__proto__":{"entries":[]},"${LEVEL}":{"entries":[{"edit":{"type":"evil"},"label":"x","params":{}}]}}}`;
    expect(await app.store.getState().actions.importProgress(text, IDS)).toEqual({ brought: 0, kept: 0 });
    expect(app.store.getState().progress.levels).toEqual({});
    expect([...saves.kept.keys()]).toEqual(['progress']);
  });
});
