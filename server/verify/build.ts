// What a verdict depends on besides the question: the bundled engine and the levels. Processes with the same of both judge alike, and others are not asked.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

export function buildOf(workerFile: string, levels: string): string {
  const hash = createHash('sha256').update(readFileSync(workerFile));
  const paths = readdirSync(levels, { recursive: true, encoding: 'utf8' }).filter((path) => /\.(yaml|md)$/.test(path));
  for (const path of paths.sort()) hash.update(`\0${path.split(sep).join('/')}\0`).update(readFileSync(join(levels, path)));
  return hash.digest('base64url');
}
