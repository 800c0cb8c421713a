// Saves in IndexedDB, with memory as the fall-back where the browser forbids storage. Every failure is an answer, never a throw.

export interface Box {
  read(key: string): Promise<unknown>;
  write(key: string, value: unknown): Promise<boolean>;
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
  return {
    read: async (key) => {
      try {
        return await run<unknown>('readonly', (store) => store.get(key));
      } catch {
        return memory.get(key);
      }
    },
    write: async (key, value) => {
      memory.set(key, value);
      try {
        await run('readwrite', (store) => store.put(value, key));
        return true;
      } catch {
        return false;
      }
    },
    remove: async (key) => {
      memory.delete(key);
      await run('readwrite', (store) => store.delete(key)).catch(() => undefined);
    },
  };
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
