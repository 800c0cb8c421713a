// Files that a place has of itself: /etc/resolv.conf and /etc/hosts, as its own questions show them. `cat` of anything else is a file of the session.
import { type Call, type Done, fail, ok, placeOf, type Run, type Shell } from '../call.ts';
import { deskVariables } from '../deskVariables.ts';
import { cardOf } from './ip.ts';
import { resolverOf } from './lookup.ts';

export async function etcFile(shell: Shell, name: string): Promise<Done> {
  if (name === '/etc/resolv.conf') return ok(await resolvConf(shell));
  const card = cardOf(shell);
  if (name === '/etc/hosts') return ok(`127.0.0.1\tlocalhost\n${card ? `${card.address}\t${card.host}\n` : ''}`);
  if (name === '/etc/hostname') return ok(card?.host ?? 'desk');
  return fail(`cat: ${name.slice(0, 120)}: No such file or directory`);
}

async function resolvConf(shell: Shell): Promise<string> {
  const { server, searches } = await resolverOf(shell);
  const place = placeOf(shell);
  const options = dnsOptions(shell);
  return [
    ...(searches.length === 0 ? [] : [`search ${searches.join(' ')}`]),
    `nameserver ${server}`,
    ...(place.kind === 'pod' ? [`options ${options}`] : []),
  ].join('\n');
}

/** `ndots:5` is the kubelet's; dnsConfig of the pod says otherwise where it does. */
function dnsOptions(shell: Shell): string {
  const [namespace = '', name = ''] = placeOf(shell).name.split('/');
  const group = Object.hasOwn(shell.env.spec.objects, namespace) ? shell.env.spec.objects[namespace] : undefined;
  const pod = group && Object.hasOwn(group, `Pod/${name}`) ? group[`Pod/${name}`] : undefined;
  const options = pod?.kind === 'Pod' ? (pod.spec.dnsConfig?.options ?? []) : [];
  const texts = options.map((option) => (option.value === undefined ? option.name : `${option.name}:${option.value}`));
  return texts.some((text) => text.startsWith('ndots')) ? texts.join(' ') : ['ndots:5', ...texts].join(' ');
}

/** `env` in a pod: what the kubelet puts there of every pod. */
export const runEnv: Run = ({ shell }: Call) => {
  const place = placeOf(shell);
  const own = [...shell.state.memory.variables].map(([name, value]) => `${name}=${value}`);
  if (place.kind !== 'pod') {
    const desk = place.kind === 'desk' ? deskVariables(shell.env) : new Map([['HOME', '/home/azureuser']]);
    const known = [...desk].filter(([name, value]) => value !== `$${name}` && !shell.state.memory.variables.has(name));
    return Promise.resolve(ok([...own, ...known.map(([name, value]) => `${name}=${value}`)].join('\n')));
  }
  const [namespace = '', name = ''] = place.name.split('/');
  const services = shell.env.plan.services
    .filter((service) => service.namespace === namespace && /^\d/.test(service.clusterIP) && service.ports.length > 0)
    .flatMap((service) => {
      const prefix = service.name.toUpperCase().replaceAll('-', '_');
      const port = service.ports[0]?.port ?? 0;
      return [`${prefix}_SERVICE_HOST=${service.clusterIP}`, `${prefix}_SERVICE_PORT=${port}`];
    });
  return Promise.resolve(
    ok(
      [`HOSTNAME=${name}`, ...services, 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', 'HOME=/root'].join(
        '\n',
      ),
    ),
  );
};
