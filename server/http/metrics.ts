// Numbers for Prometheus: counters, gauges and one histogram, in its text format. No names, no codes, no addresses.

export interface Metrics {
  count(name: CounterName, by?: number): void;
  took(seconds: number): void;
  write(gauges: Readonly<Record<string, number>>): string;
}

const COUNTERS = {
  rooms_opened: 'Rooms opened.',
  seats_taken: 'Seats taken.',
  submissions: 'Submissions written down.',
  submissions_again: 'Submissions that were written down before.',
  submissions_refused: 'Submissions refused.',
  commands: 'Commands carried out.',
  refusals: 'Requests refused.',
  problems: 'Things that went wrong inside.',
} as const;
export type CounterName = keyof typeof COUNTERS;

const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

export function createMetrics(): Metrics {
  const counts = new Map<CounterName, number>();
  const buckets = BOUNDS.map(() => 0);
  let sum = 0;
  let total = 0;
  return {
    count: (name, by = 1) => void counts.set(name, (counts.get(name) ?? 0) + by),
    took: (seconds) => {
      sum += seconds;
      total += 1;
      for (const [index, bound] of BOUNDS.entries()) if (seconds <= bound) buckets[index] = (buckets[index] ?? 0) + 1;
    },
    write: (gauges) => {
      const lines: string[] = [];
      for (const [name, help] of Object.entries(COUNTERS)) {
        lines.push(`# HELP cidr_${name}_total ${help}`, `# TYPE cidr_${name}_total counter`);
        lines.push(`cidr_${name}_total ${counts.get(name as CounterName) ?? 0}`);
      }
      for (const [name, value] of Object.entries(gauges)) lines.push(`# TYPE cidr_${name} gauge`, `cidr_${name} ${value}`);
      lines.push('# HELP cidr_submit_seconds From a submission’s arrival to its answer.', '# TYPE cidr_submit_seconds histogram');
      for (const [index, bound] of BOUNDS.entries()) lines.push(`cidr_submit_seconds_bucket{le="${bound}"} ${buckets[index]}`);
      lines.push(
        `cidr_submit_seconds_bucket{le="+Inf"} ${total}`,
        `cidr_submit_seconds_sum ${sum}`,
        `cidr_submit_seconds_count ${total}`,
      );
      return `${lines.join('\n')}\n`;
    },
  };
}
