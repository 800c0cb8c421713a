// npm run bench:board [-- --json] [--quick]: script time of one frame of the board, as a ratio to a bare scene with as many plain images, in one run.
// Also: draw calls of a frame, how much the heap grows per steady frame, and how long an edit of 300 pods holds the page (--edits: that alone).
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
  const page = await chrome.newPage({ serviceWorkers: 'block', viewport: { width: 240, height: 135 } });
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

/**
 * Edits a level of 300 pods, and tells for each edit the longest that it held the page: hearing of it, and each of the frames after it. In the
 * processor's time of the page's own thread, so that what else the machine does is left out.
 */
async function measureEdits(url, count) {
  const page = await chrome.newPage({ serviceWorkers: 'block', viewport: { width: 1366, height: 768 } });
  page.setDefaultTimeout(180_000);
  await page.goto(url);
  await page.waitForFunction(() => globalThis.dev?.board?.step !== undefined);
  await page.waitForTimeout(1500);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const spent = async () => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
  };
  await page.evaluate(() => {
    for (let frame = 0; frame < 60; frame++) globalThis.dev.board.step(16.7);
    // Rasterising is the graphics card's business; here a processor would do it, and uploads would wait for it.
    for (const name of ['drawElements', 'drawArrays', 'clear']) WebGLRenderingContext.prototype[name] = () => undefined;
  });
  const held = [];
  for (let index = 0; index < count; index++) {
    // The engine has a thread of its own in the game: what it takes is not counted.
    const kind = await page.evaluate((at) => globalThis.dev.prepare(at), index);
    let longest = 0;
    for (let task = 0; task < 6; task++) {
      const before = await spent();
      await page.evaluate((first) => (first ? globalThis.dev.hear() : globalThis.dev.board.step(16.7)), task === 0);
      longest = Math.max(longest, (await spent()) - before);
    }
    held.push({ kind, longest });
  }
  await page.close();
  return held;
}

const rows = [];
for (const { pods, nodes, envelopes, most } of process.argv.includes('--edits') ? [] : SIZES) {
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
const MOST_HELD = 50;
const held = await measureEdits(`${base}/board.html?pods=300&nodes=6&azure&traffic`, 40);
const longest = held.map((one) => one.longest).sort((a, b) => a - b);
rows.push({
  name: 'board held by an edit',
  size: '300 pods, 40 edits of five kinds, 1366×768',
  median_ms: Number(longest[longest.length >> 1].toFixed(1)),
  most_ms: Number(longest.at(-1).toFixed(1)),
  worst: held.find((one) => one.longest === longest.at(-1)).kind,
  wanted: MOST_HELD,
});
await chrome.close();
await server.close();
process.stdout.write(
  process.argv.includes('--json')
    ? `${JSON.stringify(rows)}\n`
    : `${rows.map((row) => (row.most_ms === undefined ? `${row.name}: ${row.size}: ${row.ours_ms} ms against ${row.baseline_ms} ms, cost ${row.cost} (wanted at most ${row.wanted}), ${row.draws} draw calls, heap ${row.heap_bytes} B a frame (bare ${row.baseline_heap_bytes} B)` : `${row.name}: ${row.size}: median ${row.median_ms} ms, at most ${row.most_ms} ms (${row.worst}; wanted at most ${row.wanted})`)).join('\n')}\n`,
);
process.exit(0);
