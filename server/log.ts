// Log: one line of JSON per event, without names, codes, keys or addresses of anybody.

export type LogFields = Readonly<Record<string, string | number | boolean>>;

export interface Log {
  info(message: string, fields?: LogFields): void;
  error(message: string, error: unknown): void;
}

export function createLog(level: 'info' | 'error' | 'off', write: (line: string) => void): Log {
  const line = (kind: string, message: string, fields: LogFields): void =>
    write(`${JSON.stringify({ at: new Date().toISOString(), level: kind, message, ...fields })}\n`);
  return {
    info: (message, fields = {}) => {
      if (level === 'info') line('info', message, fields);
    },
    error: (message, error) => {
      const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      // A database's message may quote a row.
      if (level !== 'off') line('error', message, { why: why.slice(0, 200).replaceAll(/\(.*\)/gs, '(…)') });
    },
  };
}
