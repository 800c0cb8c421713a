// A capture as text: tcpdump's lines alone for one point; for all points a part for each, then each packet that was rewritten on its way.
import type { CaptureAnswer } from '../../engine/report/capture/captureFlow.ts';

export function formatCapture(answer: CaptureAnswer, single: boolean): string {
  const lines = (point: number): string[] =>
    answer.packets.flatMap((packet, index) => (packet.point === point ? (answer.lines[index] ?? '') : []));
  if (single) return answer.lines.map((line) => `${line}\n`).join('');
  const parts = answer.points.map(({ name, place }, point) => [`${place.kind} ${name}`, ...indent(lines(point)), ''].join('\n'));
  const rewritten = listRewritten(answer);
  return [...parts, ...(rewritten.length === 0 ? [] : [['rewritten on the way', ...indent(rewritten), ''].join('\n')])].join(
    '\n',
  );
}

function indent(lines: readonly string[]): string[] {
  return lines.length === 0 ? ['  (nothing)'] : lines.map((line) => `  ${line}`);
}

/** Every rewriting once, not once a packet. */
function listRewritten({ sightings, points }: CaptureAnswer): string[] {
  const name = (point: number): string => points[point]?.name ?? '';
  const lines = sightings.flatMap(({ rewritings }) =>
    rewritings.map(
      ({ from, to, field, before, after }) => `${field} ${before} became ${after} between ${name(from)} and ${name(to)}`,
    ),
  );
  return [...new Set(lines)];
}
