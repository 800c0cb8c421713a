// A round-robin proxy for tests and rehearsals, where no nginx is at hand: every request and every socket to the next gateway. As nginx does by default, what
// could not be delivered goes to the next one, and what broke off after it was delivered is answered with 502: whether it counted only its sender may ask.
import { createServer, type IncomingMessage, request as ask, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';

export interface Proxy {
  readonly url: string;
  close(): Promise<void>;
}

/** A gateway that refused is passed over for so long. */
const PASSED_OVER_MS = 1000;
const MOST_BODY = 2 * 1024 * 1024;

export async function startProxy(backends: readonly string[], port = 0): Promise<Proxy> {
  const addresses = backends.map((url) => ({
    host: new URL(url).hostname,
    port: Number(new URL(url).port),
    failedAt: -Infinity,
  }));
  type Address = (typeof addresses)[number];
  const open = new Set<Duplex>();
  let turn = 0;
  /** All of them, the next in turn first, those that failed a moment ago last. */
  const order = (): Address[] => {
    const from = turn++ % addresses.length;
    const round = [...addresses.slice(from), ...addresses.slice(0, from)];
    const now = performance.now();
    const fresh = ({ failedAt }: Address): boolean => now - failedAt > PASSED_OVER_MS;
    return [...round.filter(fresh), ...round.filter((address) => !fresh(address))];
  };
  const headersOf = ({ headers, socket }: IncomingMessage): IncomingMessage['headers'] => {
    const before = headers['x-forwarded-for'];
    const own = socket.remoteAddress ?? '';
    return { ...headers, 'x-forwarded-for': before === undefined ? own : `${String(before)}, ${own}` };
  };

  const pass = (incoming: IncomingMessage, body: Buffer, response: ServerResponse, left: Address[]): void => {
    const [address, ...others] = left;
    if (!address) {
      response.writeHead(502).end();
      return;
    }
    const { method, url } = incoming;
    const outgoing = ask({ ...address, method, path: url, headers: headersOf(incoming), agent: false }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
      answer.on('error', () => response.destroy());
      answer.on('aborted', () => response.destroy());
    });
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED') {
        address.failedAt = performance.now();
        pass(incoming, body, response, others);
      } else if (response.headersSent) response.destroy();
      else response.writeHead(502).end();
    });
    response.on('close', () => outgoing.destroy());
    outgoing.end(body);
  };

  const upgrade = (incoming: IncomingMessage, client: Duplex, head: Buffer, left: Address[]): void => {
    const [address, ...others] = left;
    if (!address) {
      client.end('HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\n\r\n');
      return;
    }
    const gateway = connect(address.port, address.host);
    gateway.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ECONNREFUSED') return client.destroy();
      address.failedAt = performance.now();
      return upgrade(incoming, client, head, others);
    });
    gateway.once('connect', () => {
      const lines = Object.entries(headersOf(incoming)).map(([name, value]) => `${name}: ${String(value)}`);
      gateway.write(`${incoming.method} ${incoming.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
      gateway.write(head);
      gateway.pipe(client).pipe(gateway);
      gateway.on('close', () => client.destroy());
      client.on('close', () => gateway.destroy());
    });
    client.on('error', () => gateway.destroy());
  };

  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > MOST_BODY) incoming.destroy();
      else chunks.push(chunk);
    });
    incoming.on('end', () => pass(incoming, Buffer.concat(chunks), response, order()));
  });
  server.on('upgrade', (incoming, socket, head) => upgrade(incoming, socket, head, order()));
  server.on('connection', (socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}
