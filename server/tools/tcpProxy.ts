// A line between people and a server that can go bad: cut, half-open, slow, without its answers, or filtered as schools filter (no upgrades, no streams).
import { createServer, connect, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

export type Weather =
  | 'calm'
  /** What is open breaks, what comes is refused. */
  | 'cut'
  /** What the server says vanishes; nobody is told. */
  | 'halfOpen'
  /** A request arrives, and its line breaks before the answer. */
  | 'lostAnswers'
  /** A tenth of a second each way, and answers in drops. */
  | 'slow'
  /** `Upgrade` is taken out of requests, event streams are held back. */
  | 'filtered';

export interface TcpProxy {
  readonly url: string;
  weather: Weather;
  /** Connections that are open. */
  size(): number;
  close(): Promise<void>;
}

const DROP = 400;

export async function startTcpProxy(target: () => number): Promise<TcpProxy> {
  const pairs = new Set<{ readonly client: Socket; readonly upstream: Socket }>();
  let weather: Weather = 'calm';

  const join = (client: Socket): void => {
    if (weather === 'cut') {
      client.destroy();
      return;
    }
    const upstream = connect(target(), '127.0.0.1');
    const pair = { client, upstream };
    pairs.add(pair);
    /** Once something vanished, nothing that follows would make sense. */
    let dead = false;
    const end = (): void => {
      pairs.delete(pair);
      client.destroy();
      upstream.destroy();
    };
    const there = createQueue((chunk) => upstream.write(chunk));
    const back = createQueue((chunk) => client.write(chunk));
    client.on('data', (chunk: Buffer) => {
      if (weather === 'cut') end();
      else if (weather === 'filtered') there(withoutUpgrade(chunk), 0);
      else there(chunk, weather === 'slow' ? 100 : 0);
    });
    upstream.on('data', (chunk: Buffer) => {
      if (
        weather === 'halfOpen' ||
        (weather === 'filtered' && /^content-type: text\/event-stream/im.test(chunk.toString('latin1')))
      )
        dead = true;
      if (dead) return;
      if (weather === 'cut' || weather === 'lostAnswers') {
        end();
        return;
      }
      if (weather !== 'slow') back(chunk, 0);
      else for (let at = 0; at < chunk.length; at += DROP) back(chunk.subarray(at, at + DROP), at === 0 ? 100 : 5);
    });
    // Whoever is half-open is not told of the other's end either.
    upstream.on('close', () => {
      if (!dead) end();
    });
    client.on('close', end);
    for (const socket of [client, upstream]) {
      socket.setNoDelay(true);
      socket.on('error', () => {
        if (!dead || socket === client) end();
      });
    }
  };

  const server: Server = createServer(join);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    get weather() {
      return weather;
    },
    set weather(next) {
      weather = next;
      if (next !== 'cut') return;
      for (const { client, upstream } of pairs) {
        client.resetAndDestroy();
        upstream.destroy();
      }
      pairs.clear();
    },
    size: () => pairs.size,
    close: async () => {
      for (const { client, upstream } of pairs) {
        client.destroy();
        upstream.destroy();
      }
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Chunks leave in the order they came, each not before its delay. */
function createQueue(write: (chunk: Buffer) => void): (chunk: Buffer, delay: number) => void {
  const waiting: { readonly chunk: Buffer; readonly delay: number }[] = [];
  let running = false;
  const next = (): void => {
    const first = waiting.shift();
    running = first !== undefined;
    if (!first) return;
    setTimeout(() => {
      write(first.chunk);
      next();
    }, first.delay);
  };
  return (chunk, delay) => {
    if (delay === 0 && !running) {
      write(chunk);
      return;
    }
    waiting.push({ chunk, delay });
    if (!running) next();
  };
}

function withoutUpgrade(chunk: Buffer): Buffer {
  const text = chunk.toString('latin1');
  if (!/^upgrade: websocket\r$/im.test(text)) return chunk;
  return Buffer.from(
    text.replace(/^upgrade: websocket\r\n/im, '').replace(/^connection: upgrade\r$/im, 'Connection: close\r'),
    'latin1',
  );
}
