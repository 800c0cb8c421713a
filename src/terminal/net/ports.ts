// Names of well-known ports, and what a target of the networking tools looks like.

const SERVICES: ReadonlyMap<number, string> = new Map([
  [21, 'ftp'],
  [22, 'ssh'],
  [25, 'smtp'],
  [53, 'domain'],
  [80, 'http'],
  [110, 'pop3'],
  [123, 'ntp'],
  [143, 'imap2'],
  [389, 'ldap'],
  [443, 'https'],
  [636, 'ldaps'],
  [1433, 'ms-sql-s'],
  [3306, 'mysql'],
  [5432, 'postgresql'],
  [6379, 'redis'],
  [8080, 'http-alt'],
]);

/** As netcat names it; `*` where nobody registered a name. */
export function serviceName(port: number): string {
  return SERVICES.get(port) ?? '*';
}

export function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;
}

/** An address or a name that may stand before a port; nothing else is asked of the engine. */
export function isHost(text: string): boolean {
  return /^[A-Za-z0-9_]([A-Za-z0-9_.-]{0,252})?$/.test(text);
}

export function isAddress(text: string): boolean {
  return /^\d{1,3}(?:\.\d{1,3}){3}$/.test(text);
}
