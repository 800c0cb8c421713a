// The house rules as data and pure checks over {path, text} lists, so that the checks themselves can be checked with planted violations.

export interface SourceFile {
  /** Relative to the project, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** Which room may import which (docs/architecture.md). A room may always import itself. */
export const IMPORTS: Readonly<Record<string, readonly string[]>> = {
  engine: [],
  manifest: ['engine'],
  levels: ['engine', 'manifest'],
  share: ['engine', 'levels', 'classroom'],
  studio: ['engine', 'manifest'],
  terminal: ['engine', 'manifest'],
  store: ['engine', 'manifest', 'levels', 'share', 'studio', 'terminal', 'classroom'],
  view: ['store', 'engine'],
  ui: ['store', 'share', 'studio', 'engine', 'words', 'levels', 'manifest', 'terminal', 'classroom'],
  client: ['engine', 'share', 'classroom'],
  words: [],
  cli: ['engine', 'manifest', 'levels', 'share', 'words'],
  workers: ['engine', 'manifest', 'share', 'studio', 'levels', 'store', 'classroom'],
  classroom: ['engine'],
  server: ['engine', 'manifest', 'levels', 'share', 'classroom', 'words'],
  tools: ['engine', 'manifest', 'levels', 'share', 'classroom', 'server', 'client'],
  main: ['engine', 'manifest', 'levels', 'share', 'terminal', 'store', 'view', 'ui', 'client', 'words', 'workers'],
};

/** Packages a room may use; a trailing slash allows a scope. */
export const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  engine: [],
  manifest: ['yaml', 'valibot', 'diff'],
  levels: ['valibot', 'yaml'],
  share: ['fflate'],
  studio: [],
  terminal: [],
  store: ['zustand'],
  view: ['phaser', 'zustand'],
  ui: ['preact', '@codemirror/', '@lezer/', 'uqr'],
  client: ['comlink', 'virtual:levels', 'virtual:codex'],
  words: [],
  cli: ['node:', 'valibot'],
  workers: ['comlink', 'workbox-precaching'],
  classroom: ['valibot'],
  tools: ['node:', 'ws'],
  server: ['node:', 'hono', '@hono/', 'ws', 'libsql', 'pg', 'valibot', 'scripts/policy.mjs'],
  main: ['virtual:catalog', 'virtual:rules'],
};

/** Inside the engine imports only go leftward along this line. */
export const ENGINE_ORDER = ['net', 'model', 'edit', 'dataplane', 'forward', 'report', 'goals', 'api'] as const;

/** Types alone may cross where values may not: panels and links name manifest shapes, workers name the store's interfaces. */
export const TYPES_ONLY: ReadonlySet<string> = new Set([
  'ui manifest',
  'workers store',
  'store share',
  'share levels',
  'share classroom',
  'ui share',
]);

const IMPORT = /^\s*(?:import|export)\s+(type\s+)?(?:[^'"]*?\sfrom\s+)?['"]([^'"]+)['"]/gm;
const DYNAMIC = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

export interface ImportEdge {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
  /** Loaded later: counts for the table, not for cycles at load. */
  readonly lazy: boolean;
}

export function importsOf(file: SourceFile): ImportEdge[] {
  const edges: ImportEdge[] = [];
  const add = (specifier: string, typeOnly: boolean, lazy: boolean): void => {
    edges.push({ from: file.path, to: resolve(file.path, specifier), typeOnly, lazy });
  };
  for (const match of file.text.matchAll(IMPORT)) {
    const statement = match[0];
    const named = /\{([^}]*)\}/.exec(statement)?.[1];
    const allTypes =
      named !== undefined &&
      !/import\s+\w/.test(statement) &&
      named.split(',').every((part) => part.trim() === '' || part.trim().startsWith('type '));
    add(match[2] ?? '', match[1] !== undefined || allTypes, false);
  }
  for (const match of file.text.matchAll(DYNAMIC)) add(match[1] ?? '', false, true);
  return edges;
}

function resolve(from: string, specifier: string): string {
  const bare = specifier.split('?')[0] ?? '';
  if (!bare.startsWith('.')) return bare;
  const parts = from.split('/').slice(0, -1);
  for (const part of bare.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

export function roomOf(path: string): string | undefined {
  if (path === 'src/main.ts' || path === 'src/catalog.d.ts') return 'main';
  if (path.startsWith('workers/')) return 'workers';
  if (path.startsWith('server/tools/')) return 'tools';
  if (path.startsWith('server/')) return 'server';
  return /^src\/([a-z]+)\//.exec(path)?.[1];
}

export function findForbiddenImports(files: readonly SourceFile[]): string[] {
  const found: string[] = [];
  for (const file of files) {
    const room = roomOf(file.path);
    if (room === undefined) continue;
    for (const edge of importsOf(file)) {
      if (edge.to.endsWith('.css')) continue;
      const target = roomOf(edge.to);
      if (target === undefined) {
        if (edge.to.startsWith('src/') || edge.to.startsWith('assets/')) continue;
        const allowed = PACKAGES[room] ?? [];
        if (
          !allowed.some(
            (name) => edge.to === name || edge.to.startsWith(name.endsWith('/') || name.endsWith(':') ? name : `${name}/`),
          )
        ) {
          found.push(`${edge.from} uses the package ${edge.to}`);
        }
        continue;
      }
      if (target === room) continue;
      // A client starts the workers by their address; it does not import their code.
      if (room === 'client' && target === 'workers') continue;
      if (!(IMPORTS[room] ?? []).includes(target)) found.push(`${edge.from} imports ${edge.to}`);
      else if (TYPES_ONLY.has(`${room} ${target}`) && !edge.typeOnly && !(room === 'ui' && target === 'share')) {
        found.push(`${edge.from} imports more than types from ${edge.to}`);
      }
    }
  }
  return found;
}

export function findBackwardEngineImports(files: readonly SourceFile[]): string[] {
  const rank = (path: string): number => {
    const part = /^src\/engine\/([a-z]+)(?:\/|\.ts)/.exec(path)?.[1] ?? '';
    const index = ENGINE_ORDER.indexOf(part as (typeof ENGINE_ORDER)[number]);
    // createEngine.ts is the implementation behind api.ts: it sees everything, and nothing in the engine sees it.
    return path === 'src/engine/createEngine.ts' ? ENGINE_ORDER.length : index;
  };
  const found: string[] = [];
  for (const file of files) {
    if (!file.path.startsWith('src/engine/')) continue;
    if (rank(file.path) === -1) found.push(`${file.path} has no place in the engine's order`);
    for (const edge of importsOf(file)) {
      if (edge.to.startsWith('src/engine/') && rank(edge.to) > rank(edge.from)) found.push(`${edge.from} imports ${edge.to}`);
    }
  }
  return found;
}

/** Cycles of value imports between files, each as the list of its files. */
export function findCycles(files: readonly SourceFile[]): string[] {
  const graph = new Map<string, string[]>();
  for (const file of files) {
    graph.set(
      file.path,
      importsOf(file)
        .filter((edge) => !edge.typeOnly && !edge.lazy)
        .map((edge) => edge.to),
    );
  }
  const state = new Map<string, 'open' | 'done'>();
  const found: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (state.get(path) === 'done') return;
    if (state.get(path) === 'open') {
      found.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
      return;
    }
    state.set(path, 'open');
    for (const next of graph.get(path) ?? []) if (graph.has(next)) visit(next, [...trail, path]);
    state.set(path, 'done');
  };
  for (const path of graph.keys()) visit(path, []);
  return found;
}

const IMPURE =
  /\b(?:Date|Math\.random|performance|setTimeout|setInterval|queueMicrotask|window|document|navigator|localStorage|localeCompare|toLocale\w*|Intl|console|process|fetch|crypto|globalThis)\b/;

export function findImpurity(files: readonly SourceFile[]): string[] {
  return files
    .filter((file) => file.path.startsWith('src/engine/'))
    .flatMap((file) =>
      withoutComments(file.text)
        .split('\n')
        .flatMap((line, index) => (IMPURE.test(stripStrings(line)) ? [`${file.path}:${index + 1}: ${line.trim()}`] : [])),
    );
}

const DANGEROUS =
  /\.(?:innerHTML|outerHTML|insertAdjacentHTML|srcdoc)\b|\[\s*['"`](?:innerHTML|outerHTML|insertAdjacentHTML|srcdoc)\b|\bdangerouslySetInnerHTML\b|\beval\(|\bnew Function\b|\bdocument\.write\b/;

export function findDangerous(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) =>
    withoutComments(file.text)
      .split('\n')
      .flatMap((line, index) => (DANGEROUS.test(line) ? [`${file.path}:${index + 1}: ${line.trim()}`] : [])),
  );
}

/** A capitalised word between tags of a panel is prose that has no key. */
export function findLooseProse(files: readonly SourceFile[]): string[] {
  return files
    .filter((file) => file.path.startsWith('src/ui/') && file.path.endsWith('.tsx'))
    .flatMap((file) =>
      withoutComments(file.text)
        .split('\n')
        .flatMap((line, index) =>
          /(?:>|^\s*)\s*[A-Z][a-z]+(?: [a-z]+)+[.!?…]?\s*(?:<|$)/.test(line) ||
          />\s*[A-Z][a-z]+[^<>{}]*<\//.test(line) ||
          /(?:aria-label|title|placeholder)="[^"]*[A-Za-z]{3,}/.test(line)
            ? [`${file.path}:${index + 1}: ${line.trim()}`]
            : [],
        ),
    );
}

/** Only dataplane/ and forward/ read policies, routes and Services; the others reach them through the one door. */
export function findSecondEvaluators(files: readonly SourceFile[]): string[] {
  const inside = /^src\/engine\/(?:dataplane|forward|report|goals)\/|^src\/engine\/createEngine\.ts$/;
  const byImport = files
    .filter((file) => roomOf(file.path) !== 'engine')
    .flatMap((file) =>
      importsOf(file)
        .filter(
          (edge) =>
            inside.test(edge.to) &&
            !edge.typeOnly &&
            !(edge.to.endsWith('createEngine.ts') && ['cli', 'workers', 'server', 'tools'].includes(roomOf(file.path) ?? '')),
        )
        // Codes are names, not rules.
        .filter((edge) => !edge.to.endsWith('forward/codes.ts'))
        .map((edge) => `${edge.from} imports ${edge.to}`),
    );
  const reading = /\b(?:matchLabels|matchExpressions|podSelector)\b[^;\n]*(?:===|\.every\(|\.some\()/;
  const byText = files
    .filter((file) => /^src\/(?:view|ui|store|client|share|cli|words|levels|terminal)\//.test(file.path))
    .flatMap((file) => (reading.test(withoutComments(file.text)) ? [`${file.path} reads a selector`] : []));
  return [...byImport, ...byText];
}

export function withoutComments(text: string): string {
  return text
    .replaceAll(/\/\*[\s\S]*?\*\//g, (match) => match.replaceAll(/[^\n]/g, ' '))
    .replaceAll(/(^|[^:'"`])\/\/.*$/gm, '$1');
}

function stripStrings(line: string): string {
  // What a template computes is code; only its own words are stripped.
  return line.replaceAll(/'[^']*'|"[^"]*"|`[^`]*`/g, (text) => (text.match(/\$\{[^}]*\}/g) ?? []).join(' ') || "''");
}
