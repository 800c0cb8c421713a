// A port that is opened and let go as every process here does it: nothing that has begun is cut off before its time.
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Place {
  readonly host: string;
  readonly port: number;
}

/** Answers where it listens: a port of 0 has become one. */
export function listenAt(server: Server, { host, port }: Place): Promise<{ readonly port: number; readonly url: string }> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const { port: own } = server.address() as AddressInfo;
      resolve({ port: own, url: `http://${host.includes(':') ? `[${host}]` : host}:${own}` });
    });
  });
}

/** From now on nobody new; `ending` is done at once, and then requests have so many milliseconds left. */
export async function closeSlowly(server: Server, milliseconds: number, ending?: () => Promise<void>): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  await ending?.();
  server.closeIdleConnections();
  const idler = setInterval(() => server.closeIdleConnections(), 50);
  const late = setTimeout(() => server.closeAllConnections(), milliseconds);
  await closed;
  clearInterval(idler);
  clearTimeout(late);
}
