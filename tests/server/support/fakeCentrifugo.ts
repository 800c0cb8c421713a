// A stand-in that speaks what Centrifugo 6 documents and refuses what it refuses: POST /api/batch with X-API-Key; the unidirectional WebSocket that takes a
// ConnectRequest first; connection tokens with HS256, `exp`, and server-side subscriptions by `channels`; namespaces that have to be configured.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

export interface FakeCentrifugo {
  readonly api: string;
  readonly socket: string;
  readonly key: string;
  readonly secret: string;
  /** Publications as they came, by channel. */
  readonly published: { readonly channel: string; readonly data: unknown }[];
  readonly batches: number[];
  connections(): number;
  channels(): readonly string[];
  /** The next publications into this channel get lost on the way to browsers. */
  lose(channel: string, count: number): void;
  /** Answers every request with 503 until told otherwise. */
  broken: boolean;
  close(): Promise<void>;
}

interface Connection {
  readonly socket: WebSocket;
  readonly user: string;
  readonly channels: readonly string[];
}

export async function startFakeCentrifugo(namespaces: readonly string[] = ['classroom']): Promise<FakeCentrifugo> {
  const key = 'an-api-key';
  const secret = 'a-token-secret';
  const connections = new Set<Connection>();
  const losses = new Map<string, number>();
  const published: { channel: string; data: unknown }[] = [];
  const batches: number[] = [];

  const end = (socket: WebSocket, code: number, reason: string): void => {
    socket.send(JSON.stringify({ disconnect: { code, reason } }));
    socket.close(code, reason);
  };
  const knows = (channel: string): boolean =>
    channel.length <= 255 &&
    !/[^\x21-\x7e]|[#$/*&]/.test(channel) &&
    (!channel.includes(':') || namespaces.includes(channel.split(':')[0] ?? ''));

  const run = (command: Readonly<Record<string, Readonly<Record<string, unknown>>>>): unknown => {
    const [name = ''] = Object.keys(command);
    const given = command[name] ?? {};
    if (name === 'disconnect') {
      if (typeof given['user'] !== 'string') return { error: { code: 107, message: 'bad request' } };
      for (const connection of connections)
        if (connection.user === given['user']) end(connection.socket, 3503, 'force disconnect');
      return { disconnect: {} };
    }
    if (name !== 'publish') return { error: { code: 104, message: 'method not found' } };
    const { channel, data } = given;
    if (typeof channel !== 'string' || channel === '' || data === undefined)
      return { error: { code: 107, message: 'bad request' } };
    if (!knows(channel)) return { error: { code: 102, message: 'unknown channel' } };
    published.push({ channel, data });
    const lost = losses.get(channel) ?? 0;
    if (lost > 0) {
      losses.set(channel, lost - 1);
      return { publish: {} };
    }
    // Several pushes may share a frame, ended by a line break each; a ping is an empty one.
    for (const connection of connections)
      if (connection.channels.includes(channel)) connection.socket.send(`${JSON.stringify({ channel, pub: { data } })}\n{}\n`);
    return { publish: {} };
  };

  const fake: FakeCentrifugo = {
    api: '',
    socket: '',
    key,
    secret,
    published,
    batches,
    broken: false,
    connections: () => connections.size,
    channels: () => [...connections].flatMap(({ channels }) => channels),
    lose: (channel, count) => void losses.set(channel, count),
    close: async () => {
      for (const { socket } of connections) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  const server = createServer((request, response) => {
    void readAll(request).then((body) => {
      const answer = (status: number, value?: unknown): void => {
        response.writeHead(status, { 'Content-Type': 'application/json' }).end(value === undefined ? '' : JSON.stringify(value));
      };
      if (fake.broken) return answer(503);
      if (request.method !== 'POST') return answer(405);
      if (request.headers['x-api-key'] !== key) return answer(401);
      if (request.url !== '/api/batch' || request.headers['content-type'] !== 'application/json') return answer(404);
      const { commands } = JSON.parse(body) as { readonly commands: readonly Parameters<typeof run>[0][] };
      batches.push(commands.length);
      return answer(200, { replies: commands.map(run) });
    });
  });
  const sockets = new WebSocketServer({ server, path: '/connection/uni_websocket' });
  sockets.on('connection', (socket) => {
    socket.once('message', (text: Buffer) => {
      const claims = readToken(text.toString('utf8'), secret);
      if (claims === 'bad request') return end(socket, 3501, 'bad request');
      if (claims === 'expired') return end(socket, 3500, 'invalid token');
      if (!claims) return end(socket, 3500, 'invalid token');
      if (!claims.channels.every(knows)) return end(socket, 3507, 'permission denied');
      const connection = { socket, user: claims.sub, channels: claims.channels };
      connections.add(connection);
      socket.on('close', () => connections.delete(connection));
      const subs = Object.fromEntries(claims.channels.map((channel) => [channel, {}]));
      socket.send(
        JSON.stringify({ connect: { client: `c${connections.size}`, version: '6.0.0', subs, ping: 25, session: 's' } }),
      );
      return undefined;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(fake, {
    api: `http://127.0.0.1:${port}/api`,
    socket: `ws://127.0.0.1:${port}/connection/uni_websocket`,
  });
}

/** The claims of the token in a ConnectRequest, as a verifier of RFC 7519 reads it: the algorithm named, the signature right, the time not over. */
function readToken(
  text: string,
  secret: string,
): { readonly sub: string; readonly channels: readonly string[] } | 'bad request' | 'expired' | undefined {
  let token: unknown;
  try {
    token = (JSON.parse(text) as { readonly token?: unknown }).token;
  } catch {
    return 'bad request';
  }
  if (typeof token !== 'string') return 'bad request';
  const [head = '', body = '', signature = '', more] = token.split('.');
  if (more !== undefined) return undefined;
  const wanted = createHmac('sha256', secret).update(`${head}.${body}`).digest();
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined;
  const read = (part: string): Record<string, unknown> =>
    JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Record<string, unknown>;
  const { alg, typ } = read(head);
  const { sub, exp, channels } = read(body);
  if (alg !== 'HS256' || typ !== 'JWT' || typeof sub !== 'string') return undefined;
  if (typeof exp === 'number' && exp * 1000 < Date.now()) return 'expired';
  return { sub, channels: Array.isArray(channels) ? channels.filter((channel) => typeof channel === 'string') : [] };
}

async function readAll(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
