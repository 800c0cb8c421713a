// How the bench measures: medians of warm runs, rows that say what they compare, the exponent of a growth.

export interface Row {
  readonly name: string;
  readonly size: string;
  readonly ours_ms: number;
  readonly baseline_ms: number;
  readonly ratio: number;
}

/** Middle of several timed runs, after as many that are thrown away. `prepare` is not timed. */
export function median(runs: number, work: (run: number) => void, prepare?: (run: number) => void): number {
  const times: number[] = [];
  for (let run = 0; run < 2 * runs; run++) {
    prepare?.(run);
    const before = performance.now();
    work(run);
    if (run >= runs) times.push(performance.now() - before);
  }
  return times.sort((a, b) => a - b)[runs >> 1] ?? 0;
}

export function timed(work: () => void): number {
  const before = performance.now();
  work();
  return performance.now() - before;
}

export function row(name: string, size: string, ours: number, baseline: number): Row {
  return { name, size, ours_ms: round(ours), baseline_ms: round(baseline), ratio: round(baseline / ours) };
}

export function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Slope of the least-squares line through (log size, log time): time grows as size to this power. */
export function fitExponent(points: readonly (readonly [size: number, time: number])[]): number {
  const logs = points.map(([size, time]) => [Math.log(size), Math.log(time)] as const);
  const mean = (pick: (point: readonly [number, number]) => number): number =>
    logs.reduce((sum, point) => sum + pick(point), 0) / logs.length;
  const [x, y] = [mean(([size]) => size), mean(([, time]) => time)];
  const over = logs.reduce((sum, [size, time]) => sum + (size - x) * (time - y), 0);
  return over / logs.reduce((sum, [size]) => sum + (size - x) ** 2, 0);
}

export function expectSame(ours: unknown, expected: unknown, what: string): void {
  if (ours !== expected) throw new Error(`${what}: the engine says ${String(ours)}, the other way ${String(expected)}`);
}
