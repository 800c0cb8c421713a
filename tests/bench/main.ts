// npm run bench [-- --json]: what the engine takes and what a plain way of doing the same takes, in one run on one machine.
// Rows {name, size, ours_ms, baseline_ms, ratio}, ratio = baseline_ms / ours_ms. The answers are compared before the times are printed.
import { benchGrowth, benchOneObject, benchTraces, benchVerdict } from './benchEdits.ts';
import { benchLayers } from './benchLayers.ts';
import { benchBlastRadius, benchLarge, benchMatrix, runChild } from './benchPairs.ts';
import { benchStudio } from './benchStudio.ts';
import type { Row } from './measure.ts';

function print(rows: readonly Row[]): void {
  if (process.argv.includes('--json')) {
    process.stdout.write(`${JSON.stringify(rows)}\n`);
    return;
  }
  const lines = [
    ['name', 'ours ms', 'baseline ms', 'ratio', 'size'],
    ...rows.map(({ name, ours_ms, baseline_ms, ratio, size }) => [
      name,
      ours_ms.toFixed(2),
      baseline_ms.toFixed(2),
      `${ratio.toFixed(1)}x`,
      size,
    ]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  for (const [name = '', ours = '', baseline = '', ratio = '', size = ''] of lines) {
    const [first = 0, second = 0, third = 0, fourth = 0] = widths;
    process.stdout.write(
      `${name.padEnd(first)}  ${ours.padStart(second)}  ${baseline.padStart(third)}  ${ratio.padStart(fourth)}  ${size}\n`,
    );
  }
}

if (!runChild()) {
  const benches: readonly (() => readonly Row[])[] = [
    benchMatrix,
    () => [benchVerdict(300), benchVerdict(3000)],
    () => [benchLarge()],
    benchBlastRadius,
    benchOneObject,
    () => [benchGrowth(), benchTraces()],
    benchLayers,
    benchStudio,
  ];
  const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice(7);
  print(
    benches.filter((_bench, index) => only === undefined || only.split(',').includes(String(index))).flatMap((bench) => bench()),
  );
}
