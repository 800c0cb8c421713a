// Where one is: the desk on the street, a pod, a node, a machine. `ssh` and `kubectl exec -it` go somewhere, `exit` comes back; a command may also be
// run somewhere else without going there.
import type { Call, Done, Run, Shell } from './call.ts';
import { fail, failWith, ok, placeOf } from './call.ts';
import { DESK, type Place, type TerminalEnv, type TerminalState } from './types.ts';

const MOST_PLACES = 10;
const SHELLS: ReadonlySet<string> = new Set(['sh', 'bash', 'ash', '/bin/sh', '/bin/bash', '/bin/ash', 'zsh']);

export function promptOf(state: TerminalState): string {
  const place = state.places.at(-1) ?? DESK;
  if (place.kind === 'desk') return 'you@desk:~$ ';
  return place.kind === 'pod' ? `${place.name}:/# ` : `azureuser@${bareName(place)}:~$ `;
}

export function bareName({ name }: Place): string {
  return name.replace(/^(?:node|vm|onprem|internet):/, '');
}

export function enter(shell: Shell, place: Place): Done {
  if (shell.state.places.length >= MOST_PLACES) return failWith(shell, 'tooDeep', { most: MOST_PLACES });
  shell.state = { ...shell.state, places: [...shell.state.places, place] };
  return ok('');
}

/** A command run at another place: `sh -c '…'` is what it quotes. */
export async function runAt(
  shell: Shell,
  place: Place,
  call: { readonly words: readonly string[]; readonly input: string | undefined },
): Promise<Done> {
  const before = shell.state.places;
  shell.state = { ...shell.state, places: [...before, place] };
  const done = await shell.run(shell, call.words, call.input);
  shell.state = { ...shell.state, places: before };
  return done;
}

export function isShell(words: readonly string[]): boolean {
  const [first = '', second] = words;
  return SHELLS.has(first) && (second === undefined || /^-[il]+$/.test(second));
}

/** The text of `sh -c TEXT`. */
export function shellText(words: readonly string[]): string | undefined {
  const [first = '', flag = '', text] = words;
  return SHELLS.has(first) && /^-\w*c$/.test(flag) ? text : undefined;
}

/** A machine by its name or address: node, virtual machine, host of headquarters or of the street. */
export function findMachine({ plan, spec }: TerminalEnv, text: string): Place | undefined {
  const wanted = text.replace(/^[^@]*@/, '');
  const node = plan.nodes.find(({ name, ip }) => name === wanted || (ip !== '' && ip === wanted));
  if (node) return { kind: 'node', name: `node:${node.name}` };
  const { virtualMachines = [], onPremises = [], internetHosts = [], publicIPAddresses = [] } = spec.network;
  const machine = virtualMachines.find(
    ({ name, ipAddress, publicIPAddress }) =>
      name === wanted ||
      ipAddress === wanted ||
      publicIPAddresses.some((item) => item.name === publicIPAddress && item.ipAddress === wanted),
  );
  if (machine) return { kind: 'vm', name: `vm:${machine.name}` };
  const host = onPremises.flatMap(({ hosts }) => hosts).find(({ name, ipAddress }) => name === wanted || ipAddress === wanted);
  if (host) return { kind: 'onprem', name: `onprem:${host.name}` };
  const outside = internetHosts.find(({ name, ipAddress }) => name === wanted || ipAddress === wanted);
  return outside && { kind: 'internet', name: `internet:${outside.name}` };
}

export const runExit: Run = ({ shell }) => {
  if (shell.state.places.length <= 1) return Promise.resolve(failWith(shell, 'atDesk'));
  const left = placeOf(shell);
  shell.state = { ...shell.state, places: shell.state.places.slice(0, -1) };
  return Promise.resolve(ok(left.kind === 'pod' ? 'exit' : `logout\nConnection to ${bareName(left)} closed.`));
};

export const runSsh: Run = async ({ shell, words, input }: Call) => {
  const plain: string[] = [];
  for (let index = 1; index < words.length; index++) {
    const word = words[index] ?? '';
    if (plain.length === 0 && /^-[iploJLRDWFbcm]$/.test(word)) index++;
    else if (plain.length > 0 || !word.startsWith('-')) plain.push(word);
  }
  const [target = '', ...command] = plain;
  if (target === '') return fail('usage: ssh [-p port] [user@]host [command]', 255);
  const place = findMachine(shell.env, target);
  if (!place)
    return fail(`ssh: Could not resolve hostname ${target.replace(/^[^@]*@/, '').slice(0, 120)}: Name or service not known`, 255);
  return command.length === 0 ? enter(shell, place) : runAt(shell, place, { words: command, input });
};

/** What `ssh` may go to, for completion. */
export function machineNames({ plan, spec }: TerminalEnv): string[] {
  const { virtualMachines = [], onPremises = [], internetHosts = [] } = spec.network;
  return [
    ...plan.nodes.map(({ name }) => name),
    ...virtualMachines.map(({ name }) => name),
    ...onPremises.flatMap(({ hosts }) => hosts.map(({ name }) => name)),
    ...internetHosts.map(({ name }) => name),
  ];
}
