// Who reaches whom, as truth tables in plain characters: one a port, senders down, receivers across by number.
import type { Matrix } from '../../engine/api.ts';
import { label } from '../language.ts';

const WIDEST = 60;

export function formatMatrix({ pods, ports, allowed }: Matrix): string {
  if (pods.length === 0) return `${label('matrix.noPods')}\n`;
  if (ports.length === 0) return `${label('matrix.noPorts')}\n`;
  const blocks = ports.map((port, index) => {
    const reached = new Set(allowed.filter((entry) => entry[2] === index).map(([from, to]) => from * pods.length + to));
    const title = `${label('matrix.title', { port, count: reached.size, all: pods.length * pods.length })}\n`;
    return title + (pods.length > WIDEST ? listText(pods, reached) : gridText(pods, reached));
  });
  return blocks.join('\n');
}

function gridText(pods: readonly string[], reached: ReadonlySet<number>): string {
  const width = String(pods.length).length + 1;
  const names = Math.max(...pods.map((pod) => pod.length)) + width + 1;
  const head = ' '.repeat(names) + pods.map((_, index) => String(index + 1).padStart(width)).join('');
  const rows = pods.map((pod, from) => {
    const cells = pods.map((_, to) => (reached.has(from * pods.length + to) ? 'x' : '.').padStart(width)).join('');
    return `${String(from + 1).padStart(width - 1)}  ${pod}`.padEnd(names) + cells;
  });
  return [head, ...rows].map((line) => `${line}\n`).join('');
}

function listText(pods: readonly string[], reached: ReadonlySet<number>): string {
  return pods
    .map((pod, from) => {
      const receivers = pods.filter((_, to) => reached.has(from * pods.length + to));
      return `${pod} → ${receivers.length === pods.length ? label('matrix.everyPod') : receivers.join(', ') || label('matrix.nobody')}\n`;
    })
    .join('');
}
