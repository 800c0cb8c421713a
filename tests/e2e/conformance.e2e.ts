// The same document, the same bytes: every conformance case and every trace of it, in Node and in the browser.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { rolldown } from 'rolldown';
import { expect, test } from './fixture.ts';

const CASES = join(import.meta.dirname, '..', 'conformance');

async function bundle(): Promise<string> {
  const built = await rolldown({ input: join(import.meta.dirname, 'conformanceInPage.ts'), platform: 'browser' });
  const { output } = await built.generate({ format: 'iife', name: 'house' });
  return output[0].code;
}

test('conformance cases give the same bytes in Node and in the browser', async ({ page }) => {
  test.setTimeout(180_000);
  const code = await bundle();
  await page.goto('about:blank');
  await page.addScriptTag({ content: code });
  for (const name of readdirSync(CASES).filter((file) => file.endsWith('.json'))) {
    const text = readFileSync(join(CASES, name), 'utf8');
    const call = `house.answerAll(${JSON.stringify(text)}, ${JSON.stringify(name)})`;
    const here: string[] = runInNewContext(`${code};\n${call}`, { structuredClone, TextEncoder, TextDecoder });
    const there: string[] = await page.evaluate(call);
    expect(here.length, name).toBeGreaterThan(20);
    expect(there, name).toEqual([...here]);
    expect(
      there.filter((line) => line.includes('"pass":false')),
      name,
    ).toEqual([]);
  }
});
