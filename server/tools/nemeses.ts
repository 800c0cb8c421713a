// What happens to a school while a class plays. Each harms for a moment and puts everything right again; `draw` decides by name, so that a seed plays again.
import { sleep } from './bots.ts';
import type { School } from './school.ts';
import type { Weather } from './tcpProxy.ts';

export interface Nemesis {
  readonly name: string;
  fits(school: School): boolean;
  harm(school: School, draw: (name: string) => number): Promise<void>;
}

const everywhere = (): boolean => true;
const victimOf = ({ servers }: School, draw: (name: string) => number): number => Math.floor(draw('victim') * servers.length);

function badLine(weather: Weather, least: number, most: number): Nemesis {
  return {
    name: `line ${weather}`,
    fits: everywhere,
    harm: async ({ lines }, draw) => {
      // One line, or all of them.
      const hit = draw('all') < 0.5 ? lines : lines.slice(0, 1);
      for (const line of hit) line.weather = weather;
      await sleep(least + (most - least) * draw('long'));
      for (const line of hit) line.weather = 'calm';
    },
  };
}

function jump(name: string, ahead: number): Nemesis {
  return {
    name,
    fits: everywhere,
    harm: async (school, draw) => {
      const victim = victimOf(school, draw);
      school.setClock(victim, ahead);
      await sleep(500 + 1000 * draw('long'));
      school.setClock(victim, 0);
    },
  };
}

const MINUTE = 60_000;

export const NEMESES: readonly Nemesis[] = [
  {
    name: 'kill -9',
    fits: everywhere,
    harm: (school, draw) => school.kill(victimOf(school, draw)),
  },
  {
    name: 'stop for ten seconds',
    fits: everywhere,
    harm: async (school, draw) => {
      const { child } = school.servers[victimOf(school, draw)] ?? {};
      child?.kill('SIGSTOP');
      await sleep(10_000);
      child?.kill('SIGCONT');
    },
  },
  {
    name: 'database restart',
    fits: ({ postgres }) => postgres !== undefined,
    harm: async ({ postgres }, draw) => postgres?.restart(1500 * draw('away')),
  },
  {
    name: 'full disk',
    fits: ({ disk }) => disk !== undefined,
    harm: async ({ disk }, draw) => {
      disk?.fill();
      await sleep(500 + 1500 * draw('long'));
      disk?.free();
    },
  },
  badLine('cut', 200, 1500),
  badLine('halfOpen', 500, 2000),
  badLine('lostAnswers', 300, 1500),
  badLine('slow', 500, 2000),
  badLine('filtered', 1000, 3000),
  jump('clock ten minutes ahead', 10 * MINUTE),
  jump('clock ten minutes behind', -10 * MINUTE),
  jump('clock over the end of the lesson', 90 * MINUTE),
  {
    name: 'one process killed, the other cut off',
    fits: ({ servers }) => servers.length > 1,
    harm: async (school, draw) => {
      const victim = victimOf(school, draw);
      const line = school.lines[1 - victim];
      if (line) line.weather = 'cut';
      await school.kill(victim);
      if (line) line.weather = 'calm';
    },
  },
  {
    name: 'killed at once after the disk was full',
    fits: ({ disk }) => disk !== undefined,
    harm: async (school, draw) => {
      school.disk?.fill();
      await sleep(300 + 700 * draw('long'));
      // It cannot come back before there is room: a journal is written when a file is opened.
      const back = school.kill(0).catch(() => undefined);
      await sleep(300);
      school.disk?.free();
      await back;
      if (school.servers[0]?.child.exitCode !== null) await school.kill(0);
    },
  },
];
