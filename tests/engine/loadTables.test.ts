// SNAT port tables against their letter: ports one by one, each destination's own, and whole runs connection by connection.
import { describe, expect, it } from 'vitest';
import { NO_PORT, givePort, openPortBook, resizeBook, takePort } from '../../src/engine/report/load/portBook.ts';
import { ended, flow, openWorld, planOf, runLoad, SECOND } from './loadPlans.ts';
import { pod } from './worlds.ts';
import { createRandom } from '../share/randomSolution.ts';

/** The letter: every port says of itself, towards every destination, whether somebody has it or until when it is cold. */
function literalBook(size: { readonly capacity: number; readonly perDestination: number }) {
  const destinations = new Map<string, { readonly held: Set<number>; readonly cold: Map<number, number> }>();
  const of = (name: string): { readonly held: Set<number>; readonly cold: Map<number, number> } => {
    const found = destinations.get(name) ?? { held: new Set(), cold: new Map() };
    destinations.set(name, found);
    return found;
  };
  const letter = {
    ...size,
    peak: 0,
    used: (): number => new Set([...destinations.values()].flatMap(({ held }) => [...held])).size,
    /** The ports that may go to this destination now. */
    open: (name: string, now: number): number[] => {
      const { held, cold } = of(name);
      if (held.size >= letter.perDestination) return [];
      return Array.from({ length: letter.capacity }, (_, port) => port).filter(
        (port) => !held.has(port) && (cold.get(port) ?? 0) <= now,
      );
    },
    take: (name: string, port: number): void => {
      of(name).held.add(port);
      letter.peak = Math.max(letter.peak, letter.used());
    },
    give: (name: string, port: number, until: number): void => {
      of(name).held.delete(port);
      of(name).cold.set(port, until);
    },
  };
  return letter;
}

describe('tables of ports', () => {
  it('E-10 E-12 E-13 a port is given exactly when the letter has one, and it is one of those', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const random = createRandom(seed);
      const size = { capacity: 1 + random.below(12), perDestination: 1 + random.below(12) };
      const book = openPortBook('book', 0, size);
      const letter = literalBook(size);
      const held: { readonly destination: string; readonly port: number }[] = [];
      let refused = 0;
      for (let turn = 0, now = 0; turn < 120; turn++, now += random.below(9)) {
        if (random.below(40) === 0) {
          const resized = { capacity: 1 + random.below(12), perDestination: 1 + random.below(12) };
          resizeBook(book, resized);
          Object.assign(letter, resized);
          for (const { destination, port } of held.filter((one) => one.port >= resized.capacity)) {
            givePort(book, destination, { port, now, cool: 0 });
            letter.give(destination, port, now);
          }
          held.splice(0, held.length, ...held.filter(({ port }) => port < resized.capacity));
        }
        const one = held[random.below(held.length + 1)];
        if (one && random.below(5) < 2) {
          const cool = random.pick([0, 16, 30, 65]);
          givePort(book, one.destination, { port: one.port, now, cool });
          letter.give(one.destination, one.port, now + cool);
          held.splice(held.indexOf(one), 1);
        } else {
          const destination = random.pick(['TCP a:443', 'TCP b:443', 'UDP a']);
          const open = letter.open(destination, now);
          const port = takePort(book, destination, now);
          expect([seed, turn, port !== NO_PORT]).toEqual([seed, turn, open.length > 0]);
          if (port === NO_PORT) refused++;
          else {
            expect(open).toContain(port);
            letter.take(destination, port);
            held.push({ destination, port });
          }
        }
        expect([seed, turn, book.used, book.peak, book.refused]).toEqual([seed, turn, letter.used(), letter.peak, refused]);
      }
    }
  });
});

/** Even arrivals at one destination, told connection by connection: who gets a port at which SYN, and who never does. */
function literalRun(plan: { rate: number; hold: number; wait: number; seconds: number }, table: { ports: number; cool: number }) {
  const knocks = [0, 1, 3, 7, 15, 31, 63].map((seconds) => seconds * SECOND).filter((after) => after < plan.wait);
  const gap = 1000 / plan.rate;
  const total = Math.ceil((plan.seconds * 1000 - gap / 2) / gap);
  const tries = Array.from({ length: total }, (_, nth) => {
    const born = Math.floor(gap / 2 + nth * gap);
    return knocks.map((after) => ({ nth, born, at: born + after, first: after === 0 }));
  }).flat();
  // In one millisecond those who repeat come before those who begin; a port that is given back is there for both.
  tries.sort((a, b) => a.at - b.at || Number(a.first) - Number(b.first) || a.nth - b.nth);
  const freeAt: number[] = Array.from({ length: table.ports }, () => 0);
  const open = new Set<number>();
  let [refused, worst] = [0, 0];
  for (const { nth, born, at } of tries) {
    if (open.has(nth)) continue;
    const port = freeAt.findIndex((time) => time <= at);
    if (port < 0) refused++;
    else {
      freeAt[port] = at + plan.hold + table.cool;
      open.add(nth);
      worst = Math.max(worst, at - born);
    }
  }
  return { total, completed: open.size, refused, worst };
}

describe('sizes', () => {
  it.each([
    [50, 1024],
    [51, 512],
    [100, 512],
    [101, 256],
    [200, 256],
    [201, 128],
    [401, 64],
  ])('E-11 %i nodes: a table of %i ports each, of every address', (nodes, ports) => {
    const one = flow({ from: 'node:room-0', to: '203.0.113.150:443', rate: 1, end: SECOND });
    const run = (addresses: number): number | undefined => {
      const edit = (text: string): string =>
        text.replace('outboundType:', `loadBalancerProfile: { managedOutboundIPs: { count: ${addresses} } }\n    outboundType:`);
      return runLoad(openWorld({ nodes, subnet: '10.10.0.0/21', edit }), planOf([one], { duration: 2 * SECOND })).books[0]
        ?.capacity;
    };
    expect([run(1), run(3)]).toEqual([ports, 3 * ports]);
  });
});

describe('runs', () => {
  const caller = pod('shop/caller', { node: 'room-0' });
  const fixed = (ports: number) => (text: string) =>
    text.replace('outboundType:', `loadBalancerProfile: { allocatedOutboundPorts: ${ports} }\n    outboundType:`);

  it('E-12 a run ends as its connections one by one would', () => {
    for (let seed = 1; seed <= 16; seed++) {
      const random = createRandom(seed);
      const ports = 8 * (1 + random.below(8));
      const shape = {
        rate: random.pick([5, 10, 20, 40]),
        hold: (1 + random.below(12)) * SECOND + 3,
        wait: (1 + random.below(9)) * SECOND + 7,
        seconds: 20,
      };
      const plan = planOf(
        [
          flow({
            from: 'shop/caller',
            to: '203.0.113.150:443',
            rate: shape.rate,
            hold: shape.hold,
            wait: shape.wait,
            end: shape.seconds * SECOND,
          }),
        ],
        { duration: 60 * SECOND },
      );
      const result = runLoad(openWorld({ edit: fixed(ports) }, caller), plan);
      const literal = literalRun(shape, { ports, cool: 0 });
      expect([seed, result.connections, ended(result, 'completed'), result.books[0]?.refused, result.handshake.worst]).toEqual([
        seed,
        literal.total,
        literal.completed,
        literal.refused,
        literal.worst,
      ]);
    }
  });
});
