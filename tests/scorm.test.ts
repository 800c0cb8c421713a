// The SCORM 1.2 package: its manifest and files, and the shim against a run-time of the standard (scorm-again) and against hostile frames.
import { strFromU8, unzipSync } from 'fflate';
import * as scormAgain from 'scorm-again/scorm12';
import { describe, expect, it } from 'vitest';

interface Shim {
  findApi(win: unknown): unknown;
  readReport(data: unknown): unknown;
  timespan(ms: number): string;
  startLesson(win: unknown, launch: unknown, frame: unknown, told: unknown): void;
}
interface Packer {
  challengeFragment(link: string): string | undefined;
  manifestOf(of: { title: string; files: readonly string[] }): string;
  scormPackage(of: {
    title: string;
    fragment: string;
    shim: readonly (readonly [string, Uint8Array])[];
    game: readonly (readonly [string, Uint8Array])[];
  }): Uint8Array;
}
/** As it is exported, which its types do not say. */
interface Platform {
  LMSGetValue(name: string): string;
  LMSGetLastError(): string;
  loadFromJSON(json: object, element: string): void;
  on(event: string, listener: (element: string, value: unknown) => void): void;
  isTerminated(): boolean;
  readonly cmi: { readonly core: { toJSON(): object } };
}
const { Scorm12API } = scormAgain as unknown as { readonly Scorm12API: new (settings: object) => Platform };

const shim = (await import('../scorm/sco.js' as string)) as Shim;
const packer = (await import('../scripts/scormPackage.mjs' as string)) as Packer;

const LAUNCH = { fragment: 'c=1.abc', title: 'Monday’s challenge' };

type Listener = (event: { readonly source?: unknown; readonly origin?: string; readonly data?: unknown }) => void;

/** A window as far as the shim looks at it. */
function pageWith(parent: unknown) {
  const listeners = new Map<string, Listener>();
  const timers: (() => void)[] = [];
  let now = 0;
  const win: Record<string, unknown> = {
    parent,
    location: { origin: 'https://school.example' },
    Date: { now: () => now },
    addEventListener: (name: string, listener: Listener) => void listeners.set(name, listener),
    setTimeout: (run: () => void) => timers.push(run),
    clearTimeout: () => timers.splice(0),
  };
  const frame = { src: '', title: '', contentWindow: {} };
  const told = { textContent: '' };
  return {
    win,
    frame,
    told,
    wait: (ms: number) => void (now += ms),
    commit: () => timers.splice(0).forEach((run) => run()),
    say: (data: unknown, origin = 'https://school.example', source: unknown = frame.contentWindow) =>
      listeners.get('message')?.({ source, origin, data }),
    leave: () => listeners.get('pagehide')?.({}),
  };
}

const platform = (): Platform => new Scorm12API({ autocommit: false, logLevel: 5 });
const report = (more: object = {}): object => ({
  type: 'cidr-house/result',
  points: 2,
  most: 6,
  done: false,
  result: 'r=1.xyz',
  ...more,
});

describe('the shim of a SCORM 1.2 package', () => {
  it('finds the platform in a parent or an opener, and never climbs for ever', () => {
    const api = platform();
    const top = { API: api };
    const inner = { parent: { parent: top } };
    expect(shim.findApi(inner)).toBe(api);
    expect(shim.findApi({ opener: inner })).toBe(api);
    const alone: Record<string, unknown> = {};
    alone['parent'] = alone;
    expect(shim.findApi(alone)).toBeUndefined();
    const endless: Record<string, unknown> = {};
    Object.defineProperty(endless, 'parent', {
      get: () => ({
        ...Object.getOwnPropertyDescriptors(endless),
        get parent() {
          return pageWith(undefined).win;
        },
      }),
    });
    expect(shim.findApi(endless)).toBeUndefined();
    const foreign = {
      get API(): never {
        throw new Error('another origin');
      },
    };
    expect(shim.findApi({ parent: foreign })).toBeUndefined();
  });

  it('tells the platform status, score, time and the result, in the words of 1.2 alone', () => {
    const api = platform();
    const spent: unknown[] = [];
    api.on('LMSSetValue.cmi.core.session_time', (_element: string, value: unknown) => void spent.push(value));
    const page = pageWith({ API: api });
    shim.startLesson(page.win, LAUNCH, page.frame, page.told);
    expect(api.LMSGetValue('cmi.core.lesson_status')).toBe('incomplete');
    expect(page.frame).toMatchObject({ src: 'game/index.html#c=1.abc', title: LAUNCH.title });
    page.say(report());
    page.commit();
    expect(api.LMSGetValue('cmi.core.score.raw')).toBe('33');
    expect(api.LMSGetValue('cmi.suspend_data')).toBe('r=1.xyz');
    expect(api.LMSGetValue('cmi.core.lesson_status')).toBe('incomplete');
    page.say(report({ points: 6, done: true }));
    page.commit();
    expect([api.LMSGetValue('cmi.core.score.raw'), api.LMSGetValue('cmi.core.lesson_status')]).toEqual(['100', 'completed']);
    expect(api.LMSGetLastError()).toBe('0');
    page.wait(3_725_400);
    page.leave();
    expect(spent).toEqual(['0001:02:05']);
    expect(api.isTerminated()).toBe(true);
    expect(page.told.textContent).toBe('');
  });

  it('leaves a status that is there', () => {
    const api = platform();
    api.loadFromJSON({ core: { lesson_status: 'completed', entry: 'resume' }, suspend_data: 'r=1.xyz' }, '');
    const page = pageWith({ API: api });
    shim.startLesson(page.win, LAUNCH, page.frame, page.told);
    expect(page.frame.src).toBe('game/index.html#c=1.abc');
    expect(api.LMSGetValue('cmi.core.lesson_status')).toBe('completed');
  });

  it('says so where nobody answers, and plays on', () => {
    const page = pageWith(undefined);
    shim.startLesson(page.win, LAUNCH, page.frame, page.told);
    expect(page.told.textContent).toContain('nothing is recorded');
    expect(page.frame.src).toBe('game/index.html#c=1.abc');
    page.say(report());
    page.leave();
  });

  it('hears the game’s own frame alone, and only what is a result', () => {
    const api = platform();
    const page = pageWith({ API: api });
    shim.startLesson(page.win, LAUNCH, page.frame, page.told);
    const before = JSON.stringify(api.cmi.core.toJSON());
    page.say(report(), 'https://evil.example');
    page.say(report(), 'https://school.example', {});
    for (const data of [
      null,
      'x',
      {},
      report({ points: 7 }),
      report({ points: -1 }),
      report({ points: 0.5 }),
      report({ most: 0 }),
    ])
      page.say(data);
    for (const data of [report({ done: 'yes' }), report({ result: {} }), { ...report(), type: 'other' }]) page.say(data);
    expect(JSON.stringify(api.cmi.core.toJSON())).toBe(before);
    page.say(report({ result: `r=1.${'x'.repeat(5000)}` }));
    expect(api.LMSGetValue('cmi.suspend_data')).toBe('');
  });

  it('opens no address but its own, whatever the platform kept', () => {
    for (const kept of ['javascript:alert(1)', 'r=1.x', 'x=1']) {
      const api = platform();
      api.loadFromJSON({ suspend_data: kept }, '');
      const page = pageWith({ API: api });
      shim.startLesson(page.win, LAUNCH, page.frame, page.told);
      expect(page.frame.src).toBe('game/index.html#c=1.abc');
    }
  });

  it.each([
    [0, '0000:00:00'],
    [-5, '0000:00:00'],
    [59_999, '0000:00:59'],
    [1e15, '9999:59:59'],
  ])('%i ms is %s', (ms, text) => expect(shim.timespan(ms)).toBe(text));
});

describe('the package', () => {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
  const parts = {
    title: 'Cats & <dogs>\u0007 "x"',
    fragment: 'c=1.abc',
    shim: [['sco.html', bytes('<html>')] as const],
    game: [['index.html', bytes('<html>')] as const, ['assets/a b-1.js', bytes('1')] as const],
  };
  it('holds the manifest, the shim, the launch data and the game, the same bytes each time', () => {
    const made = packer.scormPackage(parts);
    expect(packer.scormPackage(parts)).toEqual(made);
    const files = unzipSync(made);
    expect(Object.keys(files)).toEqual(['imsmanifest.xml', 'game/assets/a b-1.js', 'game/index.html', 'launch.json', 'sco.html']);
    expect(JSON.parse(strFromU8(files['launch.json'] ?? new Uint8Array()))).toEqual({ fragment: 'c=1.abc', title: parts.title });
    const manifest = strFromU8(files['imsmanifest.xml'] ?? new Uint8Array());
    expect(manifest).toContain('<title>Cats &amp; &lt;dogs&gt; &quot;x&quot;</title>');
    expect(manifest).toContain('adlcp:scormtype="sco" href="sco.html"');
    expect(manifest).toContain('<file href="game/assets/a%20b-1.js"/>');
    expect(manifest).toContain('<schemaversion>1.2</schemaversion>');
  });
  it('is made of a challenge’s link and of nothing else', () => {
    expect(packer.challengeFragment('https://x.example/play/#c=1.aZ9-_')).toBe('c=1.aZ9-_');
    for (const link of ['', 'https://x.example/', '#s=1.abc', '#c=1.a"b', `#c=1.${'a'.repeat(9000)}`])
      expect(packer.challengeFragment(link)).toBeUndefined();
  });
});
