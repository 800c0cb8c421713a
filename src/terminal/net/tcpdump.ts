// tcpdump where one stands: what its interface sees of the flows that go about: those sent from this terminal, and the goals'. Lines by the engine.
import type { Flow } from '../../engine/forward/trace.ts';
import { type Done, fail, failWith, placeOf, refusalText, type Run, type Shell } from '../call.ts';
import { DESK_ADDRESS, type Place } from '../types.ts';
import { lastOf, readArguments } from './arguments.ts';

const FLAGS = { taking: 'i c s w W C G r U z B', switches: 'n v e q A X x t S p K l N D immediate-mode' };
const MOST_FLOWS = 24;
const LINKS = { eth0: 'EN10MB (Ethernet)', any: 'LINUX_SLL2 (Linux cooked v2)' };

export const runTcpdump: Run = async (call) => {
  const { shell } = call;
  const given = readArguments(call.words.slice(1), FLAGS);
  if (given.unknown !== undefined) return fail(`tcpdump: invalid option -- '${given.unknown.replace(/^-+/, '')}'`);
  if (given.values.has('r')) return failWith(shell, 'tcpdumpReads');
  const card = lastOf(given, 'i') ?? 'eth0';
  const place = placeOf(shell);
  if (given.on.has('D'))
    return {
      out: '1.eth0 [Up, Running, Connected]\n2.any (Pseudo-device that captures on all interfaces) [Up, Running]\n3.lo [Up, Running, Loopback]\n',
      err: '',
      code: 0,
    };
  const count = lastOf(given, 'c');
  if (count !== undefined && !/^[1-9]\d{0,8}$/.test(count)) return fail(`tcpdump: invalid packet count ${count.slice(0, 40)}`);
  if (place.kind === 'desk') return failWith(shell, 'tcpdumpDesk');
  const found = await captureAt(shell, { place, card, filter: given.plain.join(' ') });
  if ('code' in found) return found;
  const lines = found.lines.slice(0, count === undefined ? undefined : Number(count));
  const head = `tcpdump: ${given.on.has('v') ? '' : 'verbose output suppressed, use -v[v]... for full protocol decode\n'}listening on ${card}, link-type ${card === 'any' ? LINKS.any : LINKS.eth0}, snapshot length 262144 bytes\n`;
  const tail = `${lines.length} packet${lines.length === 1 ? '' : 's'} captured\n${found.lines.length} packet${found.lines.length === 1 ? '' : 's'} received by filter\n0 packets dropped by kernel\n`;
  const none =
    found.lines.length === 0 ? `${shell.env.say(found.flows === 0 ? 'terminal.nothingSent' : 'terminal.nothingSeen')}\n` : '';
  const file = lastOf(given, 'w');
  const shown = file === undefined ? lines : [];
  return {
    before: head,
    out: shown.map((line) => `${line}\n`).join(''),
    err: `${none}${tail}${file === undefined ? '' : `${shell.env.say('terminal.noFile', { file: file.slice(0, 80) })}\n`}`,
    code: 0,
  };
};

/** The goals' flows, then what was sent from here; the same one once. */
export function flowsOf({ env, state }: Shell): readonly Flow[] {
  const known = new Map<string, Flow>();
  for (const flow of [...env.traffic, ...state.sent]) {
    const key = `${flow.from}>${flow.to}>${flow.protocol ?? ''}>${flow.host ?? ''}`;
    known.delete(key);
    known.set(key, flow);
  }
  return [...known.values()].slice(-MOST_FLOWS);
}

/** How the engine's captures name where one stands. */
function pointOf(place: Place, card: string): string {
  const name = place.kind === 'desk' ? DESK_ADDRESS : place.name.replace(/^(?:node|vm|onprem|internet):/, '');
  return card === 'eth0' ? name : `${name}:${card}`;
}

/** Each flow begins a second after the one before. */
export async function captureAt(
  shell: Shell,
  { place, card, filter }: { readonly place: Place; readonly card: string; readonly filter: string },
): Promise<{ readonly lines: readonly string[]; readonly flows: number } | Done> {
  const flows = flowsOf(shell);
  const lines: string[] = [];
  for (const [index, flow] of flows.entries()) {
    const answer = await shell.env.port.capture({ flow, at: pointOf(place, card), ...(filter === '' ? {} : { filter }) });
    if (answer.ok) lines.push(...answer.value.lines.map((line) => later(line, index)));
    else if (answer.code === 'badFilter' || answer.code === 'badPoint') return fail(refusalText(shell, answer));
  }
  return { lines, flows: flows.length };
}

/** `00:00:00.000123` a number of seconds later. */
function later(line: string, seconds: number): string {
  const [whole = '', hours = '', minutes = '', second = ''] = /^(\d\d):(\d\d):(\d\d)/.exec(line) ?? [];
  if (whole === '') return line;
  const sum = Number(hours) * 3600 + Number(minutes) * 60 + Number(second) + seconds;
  const two = (value: number): string => String(value % 60).padStart(2, '0');
  return `${String(Math.floor(sum / 3600) % 24).padStart(2, '0')}:${two(Math.floor(sum / 60))}:${two(sum)}${line.slice(whole.length)}`;
}
