// Small settings that the first paint needs (theme, words): localStorage, read once, failures ignored.

const KEY = 'cidr-house/preferences';

export function openPreferences(): { read(): unknown; write(value: unknown): void } {
  return {
    read: () => {
      try {
        return JSON.parse(localStorage.getItem(KEY) ?? 'null');
      } catch {
        return undefined;
      }
    },
    write: (value) => {
      try {
        localStorage.setItem(KEY, JSON.stringify(value));
      } catch {
        // Storage is full or forbidden: the setting lasts for this visit.
      }
    },
  };
}
