// Metrics in Prometheus' text format: counters, gauges that are asked when somebody looks, and histograms of seconds.

const BOUNDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

export interface Metrics {
  /** `labels`: as they are written, `route="view",status="200"`. */
  count(name: string, labels?: string, by?: number): void;
  observe(name: string, seconds: number): void;
  gauge(name: string, read: () => number): void;
  write(): string;
}

export function createMetrics(): Metrics {
  const counters = new Map<string, Map<string, number>>();
  const histograms = new Map<string, { readonly buckets: number[]; sum: number; count: number }>();
  const gauges = new Map<string, () => number>();
  return {
    count: (name, labels = '', by = 1) => {
      const series = counters.get(name) ?? new Map<string, number>();
      counters.set(name, series);
      series.set(labels, (series.get(labels) ?? 0) + by);
    },
    observe: (name, seconds) => {
      const histogram = histograms.get(name) ?? { buckets: BOUNDS.map(() => 0), sum: 0, count: 0 };
      histograms.set(name, histogram);
      histogram.sum += seconds;
      histogram.count++;
      for (const [index, bound] of BOUNDS.entries())
        if (seconds <= bound) histogram.buckets[index] = (histogram.buckets[index] ?? 0) + 1;
    },
    gauge: (name, read) => {
      gauges.set(name, read);
    },
    write: () => {
      const lines: string[] = [];
      for (const [name, series] of counters) {
        lines.push(`# TYPE classroom_${name} counter`);
        for (const [labels, value] of series) lines.push(`classroom_${name}${labels === '' ? '' : `{${labels}}`} ${value}`);
      }
      for (const [name, read] of gauges) lines.push(`# TYPE classroom_${name} gauge`, `classroom_${name} ${read()}`);
      for (const [name, { buckets, sum, count }] of histograms) {
        lines.push(`# TYPE classroom_${name} histogram`);
        for (const [index, bound] of BOUNDS.entries()) lines.push(`classroom_${name}_bucket{le="${bound}"} ${buckets[index]}`);
        lines.push(
          `classroom_${name}_bucket{le="+Inf"} ${count}`,
          `classroom_${name}_sum ${sum}`,
          `classroom_${name}_count ${count}`,
        );
      }
      return `${lines.join('\n')}\n`;
    },
  };
}
