// Server-sent events: for networks that let no WebSocket through. Padded, so that a proxy passes the first lines on, with a heartbeat.
import type { Actor } from '../../src/classroom/command.ts';
import type { LiveRoom } from '../rooms/room.ts';
import type { Hub } from './hub.ts';

const HEARTBEAT_MS = 15_000;
const PADDING = `:${' '.repeat(2048)}\n\n`;

export function openStream(hub: Hub, room: LiveRoom, actor: Actor): Response {
  const encoder = new TextEncoder();
  let stop = (): void => undefined;
  let waiting = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        let open = true;
        const write = (text: string): void => {
          if (!open) return;
          const bytes = encoder.encode(text);
          waiting += bytes.length;
          controller.enqueue(bytes);
        };
        write(PADDING);
        const beat = setInterval(() => write(':\n\n'), HEARTBEAT_MS);
        const leave = hub.add(room, {
          actor,
          send: (message) => write(`data: ${message}\n\n`),
          waiting: () => Math.max(0, waiting - Math.max(0, controller.desiredSize ?? 0)),
          close: () => {
            if (!open) return;
            stop();
            controller.close();
          },
        });
        stop = () => {
          open = false;
          clearInterval(beat);
          leave();
        };
      },
      pull: () => void (waiting = 0),
      cancel: () => stop(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: 64 * 1024 }),
  );
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    },
  });
}
