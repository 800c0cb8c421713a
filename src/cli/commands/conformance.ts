// conformance [FILE…]: one JSON line a case, then the summary. All files are read and checked before the first case runs.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ParsedArguments } from '../arguments.ts';
import { type CaseFile, parseCaseFile } from '../conformance/caseFile.ts';
import { runCases } from '../conformance/runCases.ts';
import { locate, readStdinText, readTextFile } from '../files.ts';
import { type CliIo, type ExitCode, refuseInput, type Usable, unusable, usable } from '../io.ts';

const MAX_CASE_FILE_BYTES = 32 * 1024 * 1024;
const OWN_CASES = 'tests/conformance';

export async function runConformance(given: ParsedArguments, io: CliIo): Promise<ExitCode> {
  const files: CaseFile[] = [];
  const paths = given.words.length > 0 ? usable(given.words) : await ownCases(io);
  if (!paths.ok) return refuseInput(io, paths.message);
  for (const path of paths.value) {
    const file = await readCases(io, path);
    if (!file.ok) return refuseInput(io, file.message);
    files.push(file.value);
  }
  const { createEngine } = await import('../../engine/createEngine.ts');
  const engine = createEngine();
  let cases = 0;
  let passed = 0;
  for (const file of files) {
    for (const result of runCases(engine, file)) {
      cases++;
      if (result.pass) passed++;
      io.out(`${JSON.stringify(result)}\n`);
    }
  }
  io.out(`${JSON.stringify({ cases, passed, failed: cases - passed })}\n`);
  return passed === cases ? 0 : 1;
}

async function readCases(io: CliIo, path: string): Promise<Usable<CaseFile>> {
  if (path === '-') {
    const text = await readStdinText(io);
    return text.ok ? parseCaseFile(text.value.text, text.value.name) : text;
  }
  const found = await locate(io, path);
  if (!found) return unusable(`${path}: there is no such file.`);
  const file = await readTextFile(found.path, path, MAX_CASE_FILE_BYTES);
  return file.ok ? parseCaseFile(file.value.text, path) : file;
}

async function ownCases(io: CliIo): Promise<Usable<readonly string[]>> {
  const folder = join(io.root, OWN_CASES);
  try {
    const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
    return names.length > 0 ? usable(names.map((name) => join(folder, name))) : unusable(`No case file is in ${OWN_CASES}.`);
  } catch {
    return unusable(`There is no folder ${OWN_CASES}; name the case files.`);
  }
}
