// The envelope's tag: from and to as they stand now, what a translation just changed in the stamp's colour. A label like any other, only first.
import type { Packet } from '../../engine/net/packet.ts';
import type { Form } from './declutter.ts';
import { drawPill, drawText, type LabelMeshes } from './drawLabels.ts';
import { LINE, type TextSheet } from './textSheet.ts';

export interface TagLine {
  readonly head: string;
  readonly value: string;
  readonly changed: boolean;
}

const PAD = 8;
const SPACE = 6;

/** The packet as it leaves a step. The name that the sender asked for stands beside the address only on the way there. */
export function tagLines(
  { before, after }: { readonly before: Packet; readonly after: Packet },
  direction: 'forward' | 'reply',
  words: { readonly from: string; readonly to: string },
): readonly TagLine[] {
  // A ping has no ports.
  const end = (address: string, port: number, { protocol }: Packet): string =>
    protocol === 'ICMP' ? address : `${address}:${port}`;
  const source = (packet: Packet): string => end(packet.sourceIP, packet.sourcePort, packet);
  const destination = (packet: Packet): string => end(packet.destinationIP, packet.destinationPort, packet);
  const host = direction === 'forward' ? after.http?.host : undefined;
  return [
    { head: words.from, value: source(after), changed: source(before) !== source(after) },
    {
      head: words.to,
      value: destination(after) + (host === undefined || host === after.destinationIP ? '' : ` ${host}`),
      changed: destination(before) !== destination(after),
    },
  ];
}

export function tagForm(sheet: Pick<TextSheet, 'measure'>, lines: readonly TagLine[], ratio: number): Form {
  const head = Math.max(...lines.map((line) => sheet.measure('quiet', line.head)));
  const value = Math.max(...lines.map((line) => sheet.measure(line.changed ? 'changed' : 'note', line.value)));
  return { width: Math.ceil(head + value + (2 * PAD + SPACE) * ratio), height: Math.ceil((lines.length * LINE + 6) * ratio) };
}

export function drawTag(
  meshes: LabelMeshes,
  at: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  lines: readonly TagLine[],
): void {
  const { ratio, sheet } = meshes;
  drawPill(meshes, at, 'tag');
  const head = Math.max(...lines.map((line) => sheet.measure('quiet', line.head)));
  lines.forEach((line, index) => {
    const y = at.y + (3 + index * LINE) * ratio;
    drawText(meshes, 'quiet', line.head, { x: at.x + PAD * ratio, y });
    drawText(meshes, line.changed ? 'changed' : 'note', line.value, { x: at.x + PAD * ratio + head + SPACE * ratio, y });
  });
}
