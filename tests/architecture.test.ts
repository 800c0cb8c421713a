// The house rules: import table, no cycles, engine without DOM, clock or random, file sizes, strings by key, one evaluator.
// Each check is first shown a planted violation, so that it cannot rot into one that finds nothing.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  findBackwardEngineImports,
  findCycles,
  findDangerous,
  findForbiddenImports,
  findImpurity,
  findLooseProse,
  findSecondEvaluators,
  type SourceFile,
} from './support/house.ts';

const ROOT = join(import.meta.dirname, '..');

function readSources(...folders: string[]): SourceFile[] {
  return folders
    .filter((folder) => existsSync(join(ROOT, folder)))
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.tsx?$/.test(name))
        .map((name) => {
          const path = `${folder}/${name.replaceAll('\\', '/')}`;
          return { path, text: readFileSync(join(ROOT, path), 'utf8') };
        }),
    );
}

const sources = readSources('src', 'workers', 'server');

function plant(path: string, text: string): SourceFile[] {
  return [{ path, text }];
}

describe('the house rules', () => {
  it('finds sources to check', () => {
    expect(sources.length).toBeGreaterThan(60);
  });

  it('rooms import only what the table allows', () => {
    expect(findForbiddenImports(plant('src/view/a.ts', "import { b } from '../ui/b.tsx';"))).toHaveLength(1);
    expect(findForbiddenImports(plant('src/engine/net/a.ts', "import { b } from 'yaml';"))).toHaveLength(1);
    expect(findForbiddenImports(plant('src/ui/a.ts', "import { parse } from '../manifest/parse.ts';"))).toHaveLength(1);
    expect(findForbiddenImports(plant('src/ui/a.ts', "import type { A } from '../manifest/types.ts';"))).toEqual([]);
    expect(findForbiddenImports(plant('server/a.ts', "import { b } from '../src/store/b.ts';"))).toHaveLength(1);
    expect(findForbiddenImports(plant('server/a.ts', "import { b } from './tools/b.ts';"))).toHaveLength(1);
    expect(findForbiddenImports(sources)).toEqual([]);
  });

  it('engine imports go leftward only', () => {
    expect(findBackwardEngineImports(plant('src/engine/net/a.ts', "import { b } from '../forward/b.ts';"))).toHaveLength(1);
    expect(findBackwardEngineImports(plant('src/engine/misc/a.ts', 'export const a = 1;'))).toHaveLength(1);
    expect(findBackwardEngineImports(sources)).toEqual([]);
  });

  it('files import each other in no circle', () => {
    const circle = [
      ...plant('src/ui/a.ts', "import { b } from './b.ts';"),
      ...plant('src/ui/b.ts', "import { a } from './a.ts';"),
    ];
    expect(findCycles(circle)).toHaveLength(1);
    expect(findCycles(sources)).toEqual([]);
  });

  it('the engine has no DOM, clock, random, locale or console', () => {
    expect(findImpurity(plant('src/engine/net/a.ts', 'const now = Date.now();'))).toHaveLength(1);
    expect(findImpurity(plant('src/engine/net/a.ts', 'names.sort((a, b) => a.localeCompare(b));'))).toHaveLength(1);
    expect(findImpurity(plant('src/engine/net/a.ts', 'const id = `${Date.now()}`;'))).toHaveLength(1);
    expect(findImpurity(plant('src/engine/net/a.ts', 'const code = `no document ${name}`;'))).toEqual([]);
    expect(findImpurity(sources)).toEqual([]);
  });

  it('nothing writes markup or runs text', () => {
    expect(findDangerous(plant('src/ui/a.ts', 'element.innerHTML = text;'))).toHaveLength(1);
    expect(findDangerous(plant('src/ui/a.ts', "element['innerHTML'] = text;"))).toHaveLength(1);
    expect(findDangerous(sources)).toEqual([]);
  });

  it('every player-facing string of a panel has a key', () => {
    expect(findLooseProse(plant('src/ui/a.tsx', '<p>Hello there</p>'))).toHaveLength(1);
    expect(findLooseProse(plant('src/ui/a.tsx', '<button>Undo</button>'))).toHaveLength(1);
    expect(findLooseProse(sources)).toEqual([]);
  });

  it('there is one evaluator', () => {
    expect(
      findSecondEvaluators(plant('src/ui/a.ts', "import { compilePolicies } from '../engine/dataplane/policy.ts';")),
    ).toHaveLength(1);
    expect(findSecondEvaluators(sources)).toEqual([]);
  });

  it('rooms are small: 400 lines at most, 300 for nearly all, 120 for most', () => {
    const sizes = sources
      .filter((file) => !file.path.startsWith('src/words/'))
      .map((file) => ({ path: file.path, lines: file.text.split('\n').length }))
      .sort((a, b) => a.lines - b.lines);
    expect(sizes.filter((file) => file.lines > 400)).toEqual([]);
    expect(sizes[Math.floor(sizes.length * 0.95)]?.lines).toBeLessThanOrEqual(300);
    expect(sizes[Math.floor(sizes.length * 0.5)]?.lines).toBeLessThanOrEqual(130);
  });

  it('every file opens by saying what it holds', () => {
    expect(sources.filter((file) => !/^\/[/*]/.test(file.text)).map((file) => file.path)).toEqual([]);
  });
});
