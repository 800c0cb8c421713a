// The middle rung: server-sent events over fetch, so that the key stays in a header. Padding for proxies that hold small answers back, a heartbeat for
// those that end silent ones.
import type { Actor } from '../../src/classroom/command.ts';
import { SECURITY_HEADERS } from '../http/static.ts';
import type { Hub, Watcher } from './hub.ts';

const HEARTBEAT_MS = 15_000;
const PADDING = `:${' '.repeat(2048)}\n\n`;

export function openStream(hub: Hub, actor: Actor): Response {
  const encoder = new TextEncoder();
  let watcher: Watcher | undefined;
  let leave: (() => void) | undefined;
  let beat: ReturnType<typeof setInterval> | undefined;
  let open = true;
  const end = (): void => {
    open = false;
    clearInterval(beat);
    leave?.();
  };
  const body = new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        const write = (text: string): void => {
          if (open) controller.enqueue(encoder.encode(text));
        };
        write(PADDING);
        watcher = {
          actor,
          version: undefined,
          // Whoever has not taken the last frames gets no more until it has.
          ready: () => open && (controller.desiredSize ?? 0) > 0,
          send: (text) => write(`data: ${text}\n\n`),
          close: () => {
            if (!open) return;
            end();
            controller.close();
          },
        };
        leave = hub.join(watcher);
        beat = setInterval(() => {
          if ((controller.desiredSize ?? 0) > -64 * 1024) write(':\n\n');
          else watcher?.close('slow');
        }, HEARTBEAT_MS);
      },
      pull: () => {
        if (watcher && open) hub.caughtUp(watcher);
      },
      cancel: end,
    },
    { highWaterMark: 64 * 1024, size: (chunk) => chunk?.byteLength ?? 0 },
  );
  return new Response(body, {
    headers: {
      ...SECURITY_HEADERS,
      'Content-Type': 'text/event-stream',
      'X-Accel-Buffering': 'no',
      'Cache-Control': 'no-store, no-transform',
    },
  });
}
