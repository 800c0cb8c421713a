// npm run bench:board [-- --json] [--quick]: script time of one frame of the board, as a ratio to a bare scene with as many plain images, in one run.
// Also: draw calls of a frame, and how much the heap grows per steady frame.
import { findBrowser } from './browser.mjs';
import { ensurePackages, ROOT, say } from './lib.mjs';

ensurePackages();
const { createServer } = await import('vite');
const { chromium } = await import('@playwright/test');

const SIZES = [
  { pods: 300, nodes: 6, envelopes: 500, most: { bare: 1.3, labels: 2 } },
  { pods: 10_000, nodes: 60, envelopes: 5000, most: { bare: 1.6, labels: 2.4 } },
];
const ROUNDS = process.argv.includes('--quick') ? 1 : 3;

const server = await createServer({
  root: ROOT,
  logLevel: 'error',
  server: {
    port: 0,
    host: '127.0.0.1',
    hmr: false,
    // An isolated page has the finer clock.
    headers: { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' },
  },
});
await server.listen();
const address = server.httpServer.address();
const base = `http://127.0.0.1:${address.port}/dev`;
const browser = await findBrowser();
const chrome = await chromium.launch({
  ...(browser ? { executablePath: browser } : {}),
  args: [
    '--no-sandbox',
    '--enable-unsafe-swiftshader',
    '--disable-background-networking',
    '--js-flags=--expose-gc',
    '--enable-precise-memory-info',
  ],
});

/**
 * Opens a page, steps it 120 frames to warm it, and measures 300: the median's milliseconds, draw calls, and bytes of heap per frame (the median
 * of thirty tens of frames, so that a collection within one of them does not hide what the others took).
 */
async function measure(url) {
  const page = await chrome.newPage({ viewport: { width: 240, height: 135 } });
  page.setDefaultTimeout(180_000);
  await page.addInitScript(() => {
    globalThis.draws = 0;
    for (const name of ['drawElements', 'drawArrays']) {
      const own = WebGLRenderingContext.prototype[name];
      WebGLRenderingContext.prototype[name] = function draw(...args) {
        globalThis.draws++;
        return own.apply(this, args);
      };
    }
  });
  await page.goto(url);
  await page.waitForFunction(() => globalThis.dev?.board?.step !== undefined);
  await page.waitForTimeout(1500);
  const result = await page.evaluate(() => {
    const { board } = globalThis.dev;
    // Rasterising is the graphics card's business: what counts here is the script.
    const canvas = document.querySelector('canvas');
    const gl = canvas.getContext('webgl');
    const calls = new Float64Array(300);
    for (let frame = 0; frame < 120; frame++) board.step(16.7);
    const before = globalThis.draws;
    board.step(16.7);
    const draws = globalThis.draws - before;
    gl.finish();
    globalThis.gc?.();
    const grown = new Float64Array(30);
    let heap = performance.memory.usedJSHeapSize;
    for (let frame = 0; frame < 300; frame++) {
      const started = performance.now();
      board.step(16.7);
      calls[frame] = performance.now() - started;
      if (frame % 10 !== 9) continue;
      const now = performance.memory.usedJSHeapSize;
      grown[(frame - 9) / 10] = (now - heap) / 10;
      gl.finish();
      heap = performance.memory.usedJSHeapSize;
    }
    grown.sort();
    calls.sort();
    return { ms: calls[150], draws, grown: grown[15] };
  });
  await page.close();
  return result;
}

const rows = [];
for (const { pods, nodes, envelopes, most } of SIZES) {
  const ours = `board.html?pods=${pods}&nodes=${nodes}&traffic&crowd=${envelopes}`;
  const runs = { bare: [], plain: [], labels: [] };
  for (let round = 0; round < ROUNDS; round++) {
    runs.bare.push(await measure(`${base}/bench.html?still=${pods}&moving=${envelopes}`));
    runs.plain.push(await measure(`${base}/${ours}&labels=0`));
    runs.labels.push(await measure(`${base}/${ours}`));
  }
  const middle = (list, key) => list.map((run) => run[key]).sort((a, b) => a - b)[Math.floor(list.length / 2)];
  const bare = middle(runs.bare, 'ms');
  for (const [kind, limit] of [
    ['plain', most.bare],
    ['labels', most.labels],
  ]) {
    const ms = middle(runs[kind], 'ms');
    rows.push({
      name: kind === 'plain' ? 'board frame without labels' : 'board frame with labels',
      size: `${pods} pods, ${envelopes} envelopes, against ${pods + envelopes} plain images`,
      ours_ms: Number(ms.toFixed(3)),
      baseline_ms: Number(bare.toFixed(3)),
      cost: Number((ms / bare).toFixed(2)),
      wanted: limit,
      draws: middle(runs[kind], 'draws'),
      heap_bytes: Math.round(middle(runs[kind], 'grown')),
      baseline_heap_bytes: Math.round(middle(runs.bare, 'grown')),
    });
    say(`${rows.at(-1).name}, ${rows.at(-1).size}: cost ${rows.at(-1).cost} (wanted ${limit}), ${rows.at(-1).draws} draws`);
  }
}
await chrome.close();
await server.close();
process.stdout.write(
  process.argv.includes('--json')
    ? `${JSON.stringify(rows)}\n`
    : `${rows.map((row) => `${row.name}: ${row.size}: ${row.ours_ms} ms against ${row.baseline_ms} ms, cost ${row.cost} (wanted at most ${row.wanted}), ${row.draws} draw calls, heap ${row.heap_bytes} B a frame (bare ${row.baseline_heap_bytes} B)`).join('\n')}\n`,
);
process.exit(0);
