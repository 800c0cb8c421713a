// Ten thousand lines that nobody meant: nothing throws, hangs, breaks the terminal or floods it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openTerminal } from '../support/terminal.ts';
import { terminalWorld } from '../support/terminalWorlds.ts';

const WORDS = [
  ...'kubectl k az helm hubble curl wget nslookup dig ping nc ip tcpdump ssh exit cat grep head tail sort wc echo sh env help clear history timeout sudo time'.split(
    ' ',
  ),
  ...'get describe exec run apply create delete label scale patch set expose logs explain config auth rollout wait retina capture debug'.split(
    ' ',
  ),
  ...'pods svc nodes netpol deploy all ns ingress pod/web svc/web web db room-0 n-0 shop default kube-system jump node/n-0'.split(
    ' ',
  ),
  ...'-n -A -l -o -it -i -v -c -e -E -f -m -s --rm --image=x --all --replicas=2 -- - --query --output -g --vm --dest-ip'.split(
    ' ',
  ),
  ...'wide yaml json name jsonpath={.items[*]} custom-columns=A:.b table tsv app=web app!=x http://web http://10.0.0.1:99999/ web:80 10.244.0.2 255.255.255.255'.split(
    ' ',
  ),
  ...'aks show list network vnet subnet nsg rule route-table route nic show-effective-route-table watcher test-ip-flow install upgrade ingress-nginx'.split(
    ' ',
  ),
  '|',
  '||',
  '&&',
  ';',
  '>',
  '>>',
  '<<EOF\nx\nEOF\n',
  '$(',
  ')',
  '"',
  "'",
  '`',
  '\\',
  '\n',
  '#',
  '$X',
  '${',
  '{',
  '}',
  '*',
  '__proto__',
  'constructor',
  '\u0000',
  '😀',
  '-99999999999',
  '[',
  '(a+)+$',
];

const anything = fc
  .array(fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...WORDS) }, { weight: 1, arbitrary: fc.string({ maxLength: 30 }) }), {
    maxLength: 12,
  })
  .map((words) => words.join(' '));
/** Lines that a shell can read, so that the commands themselves get what they do not expect. */
const readable = fc
  .tuple(
    fc.constantFrom(
      ...'kubectl get|kubectl describe|kubectl -n shop exec web --|kubectl exec -it|kubectl run|kubectl label|kubectl patch|kubectl delete|kubectl create|kubectl expose|kubectl debug|kubectl logs|kubectl config|kubectl wait|kubectl retina capture create|az aks|az network|az network vnet subnet|az network watcher|az network nic|helm install|helm upgrade|hubble observe|curl|wget|nc|dig|nslookup|ping|tcpdump|ip|ssh|grep|sort|cat'.split(
        '|',
      ),
    ),
    fc.array(fc.constantFrom(...WORDS.filter((word) => /^[\w./:=@{}[\]*-]+$/.test(word))), { maxLength: 9 }),
  )
  .map(([first, words]) => [first, ...words].join(' '));
const line = fc.oneof(anything, { weight: 2, arbitrary: readable });

describe('the terminal', () => {
  it('takes 10,000 random lines: never throws, never breaks, never floods', async () => {
    const lines = fc.sample(line, { numRuns: 10_000, seed: 20_261_126 });
    let terminal = openTerminal(terminalWorld('kubenet'));
    let longest = 0;
    for (const [index, text] of lines.entries()) {
      if (index % 500 === 0) terminal = openTerminal(terminalWorld(index % 1000 === 0 ? 'kubenet' : 'cilium'));
      const output = await terminal.type(text);
      longest = Math.max(longest, output.length);
      if (output.includes('inside the terminal itself')) throw new Error(`broken by ${JSON.stringify(text)}`);
    }
    expect(longest).toBeLessThan(2_000_000);
  }, 120_000);

  it('a line that asks for too much is told so at once', async () => {
    const terminal = openTerminal(terminalWorld('kubenet'));
    expect(await terminal.type(`echo ${'x'.repeat(250_000)}`)).toContain('too long');
    expect(await terminal.type('echo a'.padEnd(6) + ' | cat'.repeat(30))).toContain('too long a pipe');
    expect(await terminal.type('sh -c '.repeat(1500) + 'x')).not.toContain('inside the terminal itself');
    expect(await terminal.type('sudo '.repeat(1900) + 'hostname')).toBe('desk\n');
    expect(await terminal.type(`kubectl get pods -A -o custom-columns=${'A:.b,'.repeat(20_000)}A:.b`)).toContain('too wide');
    expect((await terminal.type(`kubectl get pods -A -L ${'a,'.repeat(20_000)}a`)).length).toBeLessThan(5000);
    const holes = `{range .items[*]}${'{.a}'.repeat(40_000)}{end}`;
    expect(await terminal.type(`kubectl get pods -A -o jsonpath='${holes}'`)).not.toContain('inside the terminal itself');
    const many = await terminal.type(`cat <<EOF\n${'line\n'.repeat(5000)}EOF`);
    expect(many.split('\n').length).toBeLessThan(2010);
    expect(many).toContain('3000 more lines');
  });
});
