// Saves: what is written while the page goes is there for the next page, even when the database never answers.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openSaveBox } from '../../src/client/saveBox.ts';

afterEach(() => {
  localStorage.clear();
  vi.unstubAllGlobals();
});

describe('saves', () => {
  it('a page that goes leaves a note that the next page reads, though the database hangs', async () => {
    vi.stubGlobal('indexedDB', { open: () => ({}) });
    void openSaveBox('house').write('document/030', { drafts: { a: '# later' } }, true);
    await expect(openSaveBox('house').read('document/030')).resolves.toEqual({ drafts: { a: '# later' } });
  });

  it('without leaving nothing is noted: the database has the only copy', async () => {
    vi.stubGlobal('indexedDB', undefined);
    await openSaveBox('house').write('document/030', 1);
    expect(localStorage.length).toBe(0);
  });

  it('where storage is forbidden a box still remembers, and says that it could not write', async () => {
    vi.stubGlobal('indexedDB', undefined);
    const box = openSaveBox('house');
    await expect(box.write('a', 1)).resolves.toBe(false);
    await expect(box.read('a')).resolves.toBe(1);
    await box.remove('a');
    await expect(box.read('a')).resolves.toBeUndefined();
  });

  it('a note that was cut off is no note', async () => {
    vi.stubGlobal('indexedDB', undefined);
    localStorage.setItem('house/a', '{"drafts":');
    await expect(openSaveBox('house').read('a')).resolves.toBeUndefined();
  });
});
