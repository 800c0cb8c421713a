// npm run bench:editor [-- --json]: script time of a keystroke in the game's editor, in a world of 300 pods, as a ratio to one in an empty CodeMirror
// editor on a page of its own, in the same run. In the processor's time of the page's own thread; what the page does while nobody types is left out.
import { findBrowser } from './browser.mjs';
import { ensurePackages, ROOT, say } from './lib.mjs';

ensurePackages();
const { createServer } = await import('vite');
const { chromium } = await import('@playwright/test');

const PODS = 300;
const ROUNDS = 3;
const MOST = 2;
/** Words with a field, a value and a comment among them, as one types them. */
const TYPED = '  note: how the web talks to the api # and why nobody else may\n'.repeat(2);

const server = await createServer({ root: ROOT, logLevel: 'error', server: { port: 0, host: '127.0.0.1', hmr: false } });
await server.listen();
const base = `http://127.0.0.1:${server.httpServer.address().port}`;
const browser = await findBrowser();
const chrome = await chromium.launch({
  ...(browser ? { executablePath: browser } : {}),
  args: ['--no-sandbox', '--enable-unsafe-swiftshader', '--disable-background-networking'],
});

/** A namespace for each fifty pods, with Services and policies, as one text. */
function worldText() {
  const documents = [];
  for (let index = 0; index < PODS; index++) {
    const namespace = `team-${Math.floor(index / 50)}`;
    const app = ['web', 'api', 'db', 'queue', 'cache'][index % 5];
    documents.push(
      `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${app}-${index}\n  namespace: ${namespace}\n  labels:\n    app: ${app}\nspec:\n  containers:\n  - name: main\n    image: ${app}\n    ports:\n    - containerPort: 8080\n`,
    );
    if (index % 10 === 0)
      documents.push(
        `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${app}-${index}\n  namespace: ${namespace}\nspec:\n  selector:\n    app: ${app}\n  ports:\n  - port: 80\n    targetPort: 8080\n`,
      );
  }
  return documents.join('---\n');
}

/** Milliseconds of script for one key: of typing, less what the page does in as much time by itself. */
async function measure(page, text) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const spent = async () => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'ScriptDuration').value * 1000;
  };
  await text.click();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Enter');
  await page.keyboard.type(TYPED, { delay: 20 });
  await page.waitForTimeout(1500);
  const first = await spent();
  const begun = Date.now();
  await page.keyboard.type(TYPED, { delay: 40 });
  // Whatever is put off until nobody types belongs to the keys as well.
  await page.waitForTimeout(1500);
  const took = Date.now() - begun;
  const typed = (await spent()) - first;
  const still = await spent();
  await page.waitForTimeout(took);
  const idle = (await spent()) - still;
  await devtools.detach();
  return (typed - idle) / TYPED.length;
}

async function openEmpty() {
  const page = await chrome.newPage({ viewport: { width: 1366, height: 768 } });
  await page.goto(`${base}/dev/editor.html`);
  return { page, text: page.getByRole('textbox', { name: 'Empty editor' }) };
}

async function openGame(key) {
  const page = await chrome.newPage({ viewport: { width: 1366, height: 768 } });
  page.setDefaultTimeout(180_000);
  await page.goto(`${base}/sandbox/`);
  const world = { name: 'world.yaml', mimeType: 'application/yaml', buffer: Buffer.from(worldText()) };
  await page.getByLabel('Or choose files').setInputFiles(world);
  await page.getByRole('button', { name: 'Build from this' }).click();
  await page.getByRole('tab', { name: 'YAML' }).click();
  await page.getByRole('option', { name: 'Service/team-0/web-0', exact: true }).waitFor({ state: 'attached' });
  await page.getByRole('combobox', { name: 'Object' }).selectOption(key);
  await page.waitForTimeout(4000);
  return { page, text: page.getByRole('textbox', { name: 'YAML of the chosen object' }) };
}

const middle = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
const runs = { empty: [], one: [], all: [] };
for (let round = 0; round < ROUNDS; round++) {
  for (const name of /** @type {const} */ (['empty', 'one', 'all'])) {
    const { page, text } = await (name === 'empty' ? openEmpty() : openGame(name === 'one' ? 'Service/team-0/web-0' : 'all'));
    const cost = await measure(page, text);
    runs[name].push(cost);
    say(`${name}: ${cost.toFixed(2)} ms a key`);
    await page.close();
  }
}
await chrome.close();
await server.close();
const rows = [
  ['one', 'one object'],
  ['all', 'all objects in one text'],
].map(([name, size]) => ({
  name: 'keystroke in the editor',
  size: `${PODS} pods, ${size}, against an empty editor`,
  ours_ms: Number(middle(runs[name]).toFixed(2)),
  baseline_ms: Number(middle(runs.empty).toFixed(2)),
  cost: Number((middle(runs[name]) / middle(runs.empty)).toFixed(2)),
  wanted: MOST,
}));
process.stdout.write(
  process.argv.includes('--json')
    ? `${JSON.stringify(rows)}\n`
    : `${rows.map((row) => `${row.name}: ${row.size}: ${row.ours_ms} ms against ${row.baseline_ms} ms, cost ${row.cost} (wanted at most ${row.wanted})`).join('\n')}\n`,
);
process.exit(0);
