// A load run as text: how connections ended, who took them, ports, and a handful of moments.
import type { Ending, LoadResult, Sample } from '../../engine/report/load/tally.ts';
import { label } from '../language.ts';
import { formatTable } from './table.ts';

const MOST_ROWS = 20;

export function formatLoad(result: LoadResult): string {
  const { connections, attempts, duration, handshake, endings, failures, receivers, entryNodes, books, samples } = result;
  const parts = [
    [label('load.head', { connections, attempts, duration: seconds(duration), seed: result.seed })],
    rows(['flow', 'ended', 'reason', 'connections', 'decidedBy'], endings, endingCells),
    samples.some(({ retried }) => retried > 0)
      ? rows(['flow', 'attempt', 'reason', 'failed', 'decidedBy'], failures, endingCells)
      : [],
    [
      label('load.handshake', {
        median: seconds(handshake.median),
        p95: seconds(handshake.p95),
        p99: seconds(handshake.p99),
        worst: seconds(handshake.worst),
      }),
    ],
    rows(['receiver', 'connections'], receivers, ({ name, count }) => [name, String(count)]),
    rows(['entryNode', 'connections'], entryNodes, ({ name, count }) => [name, String(count)]),
    rows(['ports', 'peak', 'of', 'without'], books, (book) => [
      book.name,
      String(book.peak),
      String(book.capacity),
      String(book.refused),
    ]),
    rows(['time', 'begun', 'opened', 'failed', 'retried', 'active'], thinned(samples), (sample) => [
      seconds(sample.at),
      ...[sample.begun, sample.opened, sample.failed, sample.retried, sample.active].map(String),
    ]),
  ];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

function endingCells({ flow, outcome, reason, rule, count }: Ending): readonly string[] {
  return [flow, outcome, reason, String(count), rule ? `${rule.object} ${rule.field}` : ''];
}

function rows<T>(head: readonly string[], items: readonly T[], cells: (item: T) => readonly string[]): string[] {
  if (items.length === 0) return [];
  const more = items.length > MOST_ROWS ? [label('list.more', { count: items.length - MOST_ROWS })] : [];
  const body = items.slice(0, MOST_ROWS).map(cells);
  const isNumber = (index: number): boolean => body.every((row) => /^\d+( s)?$/.test(row[index] ?? ''));
  const columns = head.map((key, index) => ({
    title: label(`load.${key}`),
    ...(isNumber(index) ? { align: 'right' as const } : {}),
  }));
  return [formatTable(columns, body).trimEnd(), ...more];
}

/** Counts of neighbours together, so that the table stays short. */
function thinned(samples: readonly Sample[]): readonly Sample[] {
  const step = Math.ceil(samples.length / MOST_ROWS);
  return samples.flatMap((last, index) => {
    if ((index + 1) % step !== 0 && index !== samples.length - 1) return [];
    const group = samples.slice(index - (index % step), index + 1);
    const sum = (pick: (sample: Sample) => number): number => group.reduce((total, sample) => total + pick(sample), 0);
    return {
      ...last,
      begun: sum((one) => one.begun),
      opened: sum((one) => one.opened),
      failed: sum((one) => one.failed),
      retried: sum((one) => one.retried),
    };
  });
}

function seconds(milliseconds: number): string {
  return `${milliseconds / 1000} s`;
}
