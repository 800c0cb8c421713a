// Composition root: the only file that sees every room. Paints the menu first; workers, board and editor arrive when the page is idle.
import { cards, cardTexts } from 'virtual:catalog';
import { connectEngine } from './client/engineClient.ts';
import { readCodexIndex, readCodexPage } from './client/codexFiles.ts';
import { readLevelFiles } from './client/levelFiles.ts';
import { connectManifests } from './client/manifestClient.ts';
import { baseAddress, levelAddress, routeOf } from './client/router.ts';
import { openPreferences } from './client/preferences.ts';
import { watchUpdates } from './client/offline.ts';
import { openSaveBox } from './client/saveBox.ts';
import { registerOffline, spawnEngine, spawnManifests, spawnWorkshop } from './client/spawn.ts';
import { EMPTY_SPEC, type NetworkSpec } from './engine/model/spec.ts';
import type { CompletionField } from './manifest/fields.ts';
import type { FormattedText } from './manifest/formatText.ts';
import type { ConceptCard } from './levels/codex/concept.ts';
import { createCodexDesk } from './store/codexDesk.ts';
import type { EngineClient, ManifestClient, Remote } from './store/services.ts';
import type { LiveDesk } from './store/live/liveDesk.ts';
import type { PaperDesk } from './store/paper/paperDesk.ts';
import type { PaperApi } from './store/paper/paperTypes.ts';
import type { WorkshopApi } from './store/workshopTypes.ts';
import { type App, createAppStore } from './store/store.ts';
import type { UiEnvironment } from './ui/context.tsx';
import { mountUi } from './ui/mount.tsx';
import { chooseLocale, DEFAULT_LOCALE, loadLocale } from './words/locales.ts';
import { say } from './words/say.ts';
import '../assets/tokens.css';
import './ui/styles/base.css';
import './ui/styles/start.css';
import './ui/styles/level.css';
import './ui/styles/board.css';
import './ui/styles/connect.css';
import './ui/styles/compare.css';
import './ui/styles/studio.css';
import './ui/styles/wiring.css';
import './ui/styles/inspect.css';
import './ui/styles/load.css';
import './ui/styles/design.css';
import './ui/styles/changes.css';
import './ui/styles/terminal.css';
import './ui/styles/workshop.css';
import './ui/styles/drill.css';

const MANIFEST_FUNCTIONS = [
  'parse',
  'parseWorld',
  'writeResource',
  'rewritePolicy',
  'rewriteResource',
  'writeNetwork',
  'writeWorld',
  'runTyped',
  'plainOf',
  'locate',
  'readArchive',
  'equivalents',
  'takeHome',
  'readLevel',
  'solutionEdits',
  'readConcept',
  'conceptWorld',
  'encodeLink',
  'linkProblem',
  'decodeLink',
  'writeSolutionFile',
  'readSolutionFile',
  'solutionOf',
  'rebuildEntries',
  'checkEditable',
  'connect',
  'doorEnds',
  'listTargets',
  'listPalette',
  'fieldsOf',
  'formatText',
  'writeObjects',
] as const;

type Manifests = ManifestClient & {
  fieldsOf(kind: string, path: readonly string[]): Promise<readonly CompletionField[]>;
  formatText(text: string): Promise<FormattedText>;
  writeObjects(spec: NetworkSpec, keys: readonly string[]): Promise<string>;
};

const WORKSHOP_FUNCTIONS = [
  'checkMade',
  'practice',
  'readMade',
  'writeMade',
  'idOf',
  'encodeLevel',
  'decodeLevel',
  'makeChallenge',
  'decodeChallenge',
  'makeResult',
  'decodeResult',
  'splitResults',
  'verify',
] as const satisfies readonly (keyof (WorkshopApi & PaperApi))[];
type Workshop = Remote<WorkshopApi & PaperApi>;

const base = baseAddress(location.pathname);
// Written relative for any host and sub-path; held fast before the page's own address changes.
for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel="icon"], link[rel="manifest"]'))
  link.setAttribute('href', link.href);
let app: App;

/** Cards by language, titles put in place of the English ones once they are fetched. */
const cardsBy = new Map<string, typeof cards>();
async function loadLanguage(locale: string): Promise<boolean> {
  const load = Object.hasOwn(cardTexts, locale) ? cardTexts[locale] : undefined;
  // A page whose titles stay English is better than none.
  const [spoken, texts] = await Promise.all([
    loadLocale(locale),
    load?.().then(
      (part) => part.texts,
      () => undefined,
    ),
  ]);
  if (texts)
    cardsBy.set(
      locale,
      cards.map((card) => ({ ...card, ...(Object.hasOwn(texts, card.id) ? texts[card.id] : {}) })),
    );
  return spoken;
}

const { engine } = connectEngine(
  spawnEngine,
  () => {
    const { spec, revision } = app.store.getState().document;
    return { spec, revision };
  },
  { onState: (state) => app.engineChanged(state) },
);
const manifests = connectManifests<Manifests>(spawnManifests, MANIFEST_FUNCTIONS);
/** Started when somebody first needs it. */
let workshopWorker: Workshop | undefined;
const workshop = Object.fromEntries(
  WORKSHOP_FUNCTIONS.map((name) => [
    name,
    (...args: unknown[]) => {
      workshopWorker ??= connectManifests<Workshop>(spawnWorkshop, WORKSHOP_FUNCTIONS);
      return (workshopWorker[name] as (...given: unknown[]) => Promise<unknown>)(...args);
    },
  ]),
) as unknown as Workshop;

const saves = openSaveBox('cidr-house');
app = createAppStore({
  engine,
  manifests,
  workshop,
  words: (key, params, locale) => say(key, params, { locale }),
  saves,
  preferences: openPreferences(),
  locale: chooseLocale(navigator.languages),
  loadLocale: loadLanguage,
  levelFiles: readLevelFiles,
  address: (id) => new URL(levelAddress(base, id), location.href).href,
  now: () => Date.now(),
});
const { store } = app;

/** Fetched when somebody sets or plays a challenge. */
let paper: PaperDesk | undefined;
let live: LiveDesk | undefined;
async function openClass(route: string): Promise<void> {
  const [{ createPaperDesk }, { createLiveDesk }, { connectRooms }] = await Promise.all([
    import('./store/paper/paperDesk.ts'),
    import('./store/live/liveDesk.ts'),
    import('./client/rooms.ts'),
  ]);
  live ??= createLiveDesk({
    app: store,
    rooms: connectRooms({
      base: new URL(base, location.href).href.replace(/\/$/, ''),
      box: saves,
      fetch: (input, init) => fetch(input, init),
      socket: 'WebSocket' in window ? (url) => new WebSocket(url) : undefined,
    }),
    manifests,
    saves,
    levelFiles: readLevelFiles,
    address: (page) => new URL(levelAddress(base, page), location.href).href,
  });
  paper ??= createPaperDesk({
    app: store,
    worker: workshop,
    manifests,
    saves,
    levelFiles: readLevelFiles,
    revs: new Map(cards.map(({ id, rev }) => [id, rev])),
    address: (page) => new URL(levelAddress(base, page), location.href).href,
    now: () => Date.now(),
    draw: () => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0,
    flush: () => app.flush(),
    // Only a page of this origin hears it.
    ...(window.parent === window
      ? {}
      : { report: (told) => window.parent.postMessage({ type: 'cidr-house/result', ...told }, location.origin) }),
  });
  if (!/^class\/(?:h|j|show)\b/.test(route)) return paper.openRoute(route);
  // Keys are taken in and leave the address: it may stand on a wall.
  const [place = '', ...keys] = route.split('.');
  const secret = keys.length > 0 && !/^(?:w\d+\/|cards$)/.test(keys[0] ?? '');
  if (secret && !route.startsWith('class/show')) history.replaceState(undefined, '', levelAddress(base, place));
  return live.openRoute(route);
}

/** Drawings of the codex run in a worker of their own, so that the player's network stays loaded. */
let codexEngine: EngineClient | undefined;
const codex = createCodexDesk({
  manifests,
  engine: () =>
    (codexEngine ??= connectEngine(spawnEngine, () => ({ spec: EMPTY_SPEC, revision: 0 }), {
      onState: () => undefined,
    }).engine),
  index: (locale) => readCodexIndex<ConceptCard>(locale),
  files: readCodexPage,
});

function openRoute(): Promise<void> {
  const actions = store.getState().actions;
  const route = routeOf(location.pathname, base, location.hash);
  if (location.hash.startsWith('#l=')) return actions.openLevelLink(location.hash.slice(3));
  if (location.hash.startsWith('#s=')) return actions.openLink(location.hash.slice(3));
  if (route === undefined) {
    actions.openStart();
    return Promise.resolve();
  }
  if (route === 'class' || route.startsWith('class/')) return openClass(route);
  if (route === 'codex' || route.startsWith('codex/')) {
    actions.openCodex(route === 'codex' ? undefined : route.slice(6));
    return Promise.resolve();
  }
  return route === 'sandbox' ? actions.openSandbox() : actions.openLevel(route);
}

const root = document.getElementById('app');
if (!root) throw new Error('no #app');
const environment: UiEnvironment = {
  store,
  cards,
  cardsIn: (locale) => cardsBy.get(locale) ?? cards,
  updates: watchUpdates(
    () => (import.meta.env.PROD ? registerOffline(base) : undefined),
    () => location.reload(),
  ),
  address: (id) => levelAddress(base, id),
  navigate: (id) => {
    history.pushState(undefined, '', levelAddress(base, id ?? ''));
    void openRoute();
  },
  mountBoard: async (parent, world = store) => {
    const { createBoard } = await import('./view/board.ts');
    const board = createBoard({
      parent,
      store: world,
      labelOf: (key, params = {}) => {
        const { words, locale } = store.getState().session;
        return say(key, params, { words, locale });
      },
    });
    return 'failed' in board
      ? { failed: board.failed }
      : {
          remove: () => board.destroy(),
          command: (command) => board.command(command),
          picture: () => board.picture(),
          departments: () => board.departments(),
          planSvg: () => board.planSvg(),
        };
  },
  codex,
  get paper() {
    return paper;
  },
  get live() {
    return live;
  },
  rules: async () => (await import('virtual:rules')).rules,
  fieldsOf: (kind, path) => manifests.fieldsOf(kind, path),
  formatText: (text) => manifests.formatText(text),
  writeObjects: (keys, when) => {
    const { spec, start } = store.getState().document;
    return manifests.writeObjects(when === 'start' ? start : spec, keys);
  },
  writeObject: async (key) => {
    const { spec } = store.getState().document;
    if (key === 'Network') return manifests.writeNetwork(spec);
    for (const group of Object.values(spec.objects)) {
      for (const resource of Object.values(group)) {
        const { namespace, name } = resource.metadata;
        if (key === (namespace === '' ? `${resource.kind}/${name}` : `${resource.kind}/${namespace}/${name}`)) {
          return manifests.writeResource(resource);
        }
      }
    }
    return '';
  },
  locate: (text, path) => manifests.locate(text, path),
  unpack: (bytes) => manifests.readArchive(bytes),
  writeWorld: () => manifests.writeWorld(store.getState().document.spec),
};
// Another language's words come before the first paint, so that nothing is read in English first.
const { locale } = store.getState().session;
document.documentElement.lang = locale;
if (locale === DEFAULT_LOCALE) mountUi(root, environment);
else void loadLanguage(locale).then(() => mountUi(root, environment));
void openRoute();
addEventListener('popstate', () => void openRoute());
addEventListener('hashchange', () => {
  if (/^#(?:[svcrtjh]|show)=/.test(location.hash)) void openRoute();
});
addEventListener('online', () => live?.sendOn());
addEventListener('pagehide', () => void app.flush());
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') void app.flush();
});

// Warm what the next click needs, after the menu has painted.
const idle: (work: () => void) => void =
  'requestIdleCallback' in window ? (work) => requestIdleCallback(work) : (work) => setTimeout(work, 400);
idle(() => {
  void import('./ui/level/LevelScreen.tsx');
  void import('./view/board.ts');
});
