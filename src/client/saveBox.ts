// Saves in IndexedDB, with memory as the fall-back where the browser forbids storage. Every failure is an answer, never a throw.
// What is written while the page goes is noted in localStorage too: a database may not finish then, and the next page reads at once.

export interface Box {
  read(key: string): Promise<unknown>;
  /** `leaving`: the page is about to go, and nobody will wait for the database. */
  write(key: string, value: unknown, leaving?: boolean): Promise<boolean>;
  remove(key: string): Promise<void>;
}

const STORE = 'saves';

export function openSaveBox(name: string): Box {
  const memory = new Map<string, unknown>();
  const database = open(name).catch(() => undefined);
  const run = async <T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T | undefined> => {
    const db = await database;
    if (!db) throw new Error('no database');
    return settle(ask(db.transaction(STORE, mode).objectStore(STORE)));
  };
  const note = (key: string): string => `${name}/${key}`;
  return {
    read: async (key) => {
      const noted = readNote(note(key));
      if (noted !== undefined) return noted;
      try {
        return await run<unknown>('readonly', (store) => store.get(key));
      } catch {
        return memory.get(key);
      }
    },
    write: async (key, value, leaving = false) => {
      memory.set(key, value);
      if (leaving) writeNote(note(key), value);
      try {
        await run('readwrite', (store) => store.put(value, key));
        // Only a page that lives on to hear the answer knows that the note has done its work.
        dropNote(note(key));
        return true;
      } catch {
        return false;
      }
    },
    remove: async (key) => {
      memory.delete(key);
      dropNote(note(key));
      await run('readwrite', (store) => store.delete(key)).catch(() => undefined);
    },
  };
}

/** Characters; what is larger is left to the database alone. */
const MOST_NOTED = 2_000_000;

function writeNote(key: string, value: unknown): void {
  try {
    const text = JSON.stringify(value);
    if (text.length <= MOST_NOTED) localStorage.setItem(key, text);
  } catch {
    // No room, or forbidden: the database has the only copy.
  }
}

function readNote(key: string): unknown {
  try {
    const text = localStorage.getItem(key);
    return text === null || text.length > MOST_NOTED ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}

function dropNote(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Forbidden: then nothing was noted.
  }
}

function open(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(STORE);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('indexedDB refused'));
    request.onblocked = () => reject(new Error('indexedDB blocked'));
  });
}

function settle<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('indexedDB refused'));
  });
}
