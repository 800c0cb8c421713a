// The filter language of captures: a truth table over one talk, refusals with their place, hostile input, and the real tcpdump as judge.
import { describe, expect, it } from 'vitest';
import { matchesFilter } from '../../src/engine/report/capture/filter.ts';
import { parseFilter } from '../../src/engine/report/capture/parseFilter.ts';
import { frameOf } from '../../src/engine/report/capture/pcapng.ts';
import { tcpdumpLines } from '../../src/engine/report/capture/tcpdumpLine.ts';
import { hasWords } from '../../src/words/say.ts';
import { randomFilter } from '../support/randomFilter.ts';
import { hasTcpdump, openCapture, realTcpdump, withFile } from './capturing.ts';

const talk = openCapture({}).capture({ from: 'shop/client', to: 'http://far/', pcapng: true });

/** Lines that a filter keeps, or the problem it is refused with. */
function kept(filter: string): string[] | string {
  const parsed = parseFilter(filter);
  if (!parsed.ok) return `${parsed.problem.problem} ${parsed.problem.position} ${parsed.problem.token}`.trim();
  return tcpdumpLines(talk.packets.filter((packet) => matchesFilter(parsed.filter, packet, frameOf(packet, talk.points))));
}

const all = kept('').length;
const tcp = kept('tcp').length;
const dns = kept('udp').length;

describe('filters', () => {
  it.each([
    ['', all],
    ['ip', all],
    ['tcp or udp', all],
    ['not tcp', dns],
    ['!(tcp)', dns],
    ['port 53', dns],
    ['udp port domain', dns],
    ['tcp port 53', 0],
    ['port 80 or 8080', tcp],
    ['port (80 or 8080)', tcp],
    ['portrange 8080-80 and tcp', tcp],
    ['src net 10.244.0.0/16 or dst net 10.244', all],
    ['net 10', all],
    ['host 192.0.2.1', 0],
    ['tcp[tcpflags] & (tcp-syn|tcp-ack) == tcp-syn', 6],
    ['tcp[13] = 18', 6],
    ['tcp[tcpflags] & tcp-fin != 0 and src port 40000', 6],
    ['tcp[((tcp[12] & 0xf0) >> 2):4] = 0x47455420', 6],
    ['ip[8] < 64 and tcp[tcpflags] = tcp-syn', 4],
    ['greater 120 and less 10', 0],
    ['ip6 or arp', 0],
    // A byte past the end rejects the packet, whatever else is said.
    ['tcp[400] = 1 or tcp', 0],
    ['not tcp[400] = 1', dns],
  ])('%s', (filter, count) => {
    expect(kept(filter)).toHaveLength(count);
  });

  it.each([
    ['tcp port', 'syntax 9'],
    ['prot 80', 'syntax 1 prot'],
    ['port 80 and', 'syntax 12'],
    ['(tcp', 'syntax 5'],
    ['port 70000', 'badPort 6 70000'],
    ['port nosuch', 'unknownPort 6 nosuch'],
    ['udp port http', 'portOfOther 10 http'],
    ['ip port 80', 'qualifierOfPort 9 80'],
    ['host shop', 'unknownHost 6 shop'],
    ['host 10.300.0.1', 'badAddress 6 10.300.0.1'],
    ['net 10.1.0.0/8', 'hostBits 5 10.1.0.0'],
    ['tcp host 10.0.0.1', 'protocolOfHost 10 10.0.0.1'],
    ['tcp[0:3] = 1', 'dataSize 7 3'],
    ['ip[0] / 0 = 1', 'divisionByZero 7 /'],
    ['vlan 7', 'notSimulated 1 vlan'],
    ['tcp; rm', 'syntax 4 ;'],
  ])('%s is refused with its place', (filter, problem) => {
    expect(kept(filter)).toBe(problem);
    expect(hasWords(`filter.${problem.split(' ')[0]}`)).toBe(true);
  });

  it('hostile input ends early: 200 words, 32 levels, 4,096 letters', () => {
    expect(kept(`tcp${' and tcp'.repeat(99)}`)).toHaveLength(tcp);
    expect(kept(`tcp${' and tcp'.repeat(100)}`)).toMatch(/^tooLong /);
    expect(kept(`${'('.repeat(60)}tcp${')'.repeat(60)}`)).toMatch(/^tooDeep /);
    expect(kept(`${'not '.repeat(150)}tcp`)).toMatch(/^tooDeep /);
    expect(kept(`len > ${'('.repeat(90)}1${')'.repeat(90)}`)).toMatch(/^tooDeep /);
    expect(kept('a'.repeat(5000))).toMatch(/^tooLong /);
    expect(kept('__proto__ and constructor')).toMatch(/^syntax /);
  });

  it(`the real tcpdump keeps and refuses the same${hasTcpdump ? '' : ' (skipped: there is no tcpdump here)'}`, () => {
    if (!hasTcpdump) return;
    withFile(talk.pcapng ?? new Uint8Array(), (path) => {
      for (let seed = 1; seed <= 60; seed++) {
        const filter = randomFilter(seed);
        const ours = kept(filter);
        expect([filter, typeof ours === 'string' ? undefined : ours]).toEqual([filter, realTcpdump(path, filter)]);
      }
    });
  });
});
