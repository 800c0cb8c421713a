// nslookup, dig, host, getent: formats of BIND's own tools.
import { type Call, type Done, fail, failWith, ok, type Run } from '../call.ts';
import { readArguments } from './arguments.ts';
import { lookUp, type Lookup, resolverOf } from './lookup.ts';
import { isAddress, isHost } from './ports.ts';

const TIMED_OUT = ';; communications error to SERVER#53: timed out\n';

function silent(server: string): string {
  return `${TIMED_OUT.replace('SERVER', server).repeat(3)};; no servers could be reached\n`;
}

export const runNslookup: Run = async (call) => {
  const words = call.words.slice(1).filter((word) => !word.startsWith('-'));
  const type = call.words.map((word) => /^-(?:type|query|q)=(.+)$/i.exec(word)?.[1]).find((item) => item !== undefined);
  const [name, server] = words;
  if (name === undefined) return failWith(call.shell, 'nslookupAsks');
  if (isAddress(name)) return failWith(call.shell, 'reverse');
  if (!isHost(name)) return fail(`** server can't find ${name.slice(0, 120)}: NXDOMAIN`);
  if (type !== undefined && !/^(a|any)$/i.test(type)) return typed(call, name, type);
  if (server !== undefined && !isAddress(server)) return failWith(call.shell, 'otherServer', { server: server.slice(0, 80) });
  const seen = await lookUp(call.shell, name, name.endsWith('.'), server);
  if ('code' in seen) return seen;
  const head = `Server:\t\t${seen.server}\nAddress:\t${seen.server}#53\n\n`;
  if (seen.status === 'TIMEOUT') return fail(silent(seen.server));
  if (seen.status !== 'NOERROR') return fail(`${head}** server can't find ${seen.name}: ${seen.status}\n\n`);
  const addresses = seen.records.filter(({ type: kind }) => kind === 'A');
  if (addresses.length === 0 && seen.records.length === 0) return ok(`${head}*** Can't find ${seen.name}: No answer\n\n`);
  const aliases = seen.records
    .filter(({ type: kind }) => kind === 'CNAME')
    .map((one) => `${one.name}\tcanonical name = ${one.value}.\n`);
  const lines = addresses.map((one) => `Name:\t${one.name}\nAddress: ${one.value}\n`);
  return ok(`${head}${seen.passedOn ? 'Non-authoritative answer:\n' : ''}${aliases.join('')}${lines.join('')}\n`);
};

/** Other records: the engine knows A and, of Services, SRV. */
async function typed(call: Call, name: string, type: string): Promise<Done> {
  if (!/^srv$/i.test(type)) return failWith(call.shell, 'recordType', { type: type.slice(0, 20).toUpperCase() });
  const srv = await servicesAt(call, name);
  if (!Array.isArray(srv)) return fail(`** server can't find ${name}: NXDOMAIN`);
  const { server } = await resolverOf(call.shell);
  const lines = (srv as readonly string[]).map((value) => `${name}\tservice = ${value}\n`);
  return ok(`Server:\t\t${server}\nAddress:\t${server}#53\n\n${lines.join('')}\n`);
}

async function servicesAt({ shell }: Call, name: string): Promise<unknown> {
  const answer = await shell.env.port.service({
    op: 'dns',
    name: name.replace(/\.$/, ''),
    type: 'SRV',
    fromNamespace: 'default',
  });
  return answer.ok ? answer.value : undefined;
}

export const runDig: Run = async (call) => {
  const words = call.words.slice(1);
  const short = words.includes('+short');
  const search = words.includes('+search');
  const server = words.find((word) => word.startsWith('@'))?.slice(1);
  const plain = words.filter((word) => !/^[+@-]/.test(word));
  const type = plain.find((word) => /^(?:a|aaaa|any|cname|mx|ns|ptr|soa|srv|txt)$/i.test(word))?.toUpperCase() ?? 'A';
  const name = plain.find((word) => word.toUpperCase() !== type);
  if (words.includes('-x')) return failWith(call.shell, 'reverse');
  if (name === undefined) return failWith(call.shell, 'digAsks');
  if (!isHost(name)) return fail(`dig: '${name.slice(0, 120)}' is not a legal name (bad label type)`);
  if (!['A', 'AAAA', 'CNAME', 'SRV', 'ANY'].includes(type)) return failWith(call.shell, 'recordType', { type });
  if (server !== undefined && !isAddress(server)) return failWith(call.shell, 'otherServer', { server: server.slice(0, 80) });
  const seen = await lookUp(call.shell, name, !search, server);
  if ('code' in seen) return seen;
  const version = `\n; <<>> DiG 9.18.28 <<>> ${words.join(' ')}\n;; global options: +cmd\n`;
  if (seen.status === 'TIMEOUT') return fail(`${short ? '' : version}${silent(seen.server)}`, 9);
  const records: readonly (readonly [string, string, string])[] =
    type === 'SRV'
      ? toLines(await servicesAt(call, name), name)
      : type === 'AAAA'
        ? []
        : seen.records
            .filter((one) => type !== 'CNAME' || one.type === 'CNAME')
            .map((one) => [one.name, one.type, one.type === 'CNAME' ? `${one.value}.` : one.value] as const);
  if (short) return ok(records.map(([, , value]) => `${value}\n`).join(''));
  return ok(`${version}${digText(seen, { type, records })}`);
};

function toLines(values: unknown, name: string): readonly (readonly [string, string, string])[] {
  return Array.isArray(values) ? values.map((value) => [name, 'SRV', String(value)] as const) : [];
}

function digText(
  { name, status, server, passedOn }: Lookup,
  { type, records }: { readonly type: string; readonly records: readonly (readonly [string, string, string])[] },
): string {
  const full = `${name}.`;
  const answer = records
    .map(([owner, kind, value]) => `${`${owner.replace(/\.$/, '')}.`.padEnd(24)}\t30\tIN\t${kind}\t${value}\n`)
    .join('');
  return [
    ';; Got answer:\n',
    `;; ->>HEADER<<- opcode: QUERY, status: ${status}, id: 4660\n`,
    `;; flags: qr ${passedOn ? '' : 'aa '}rd ra; QUERY: 1, ANSWER: ${records.length}, AUTHORITY: 0, ADDITIONAL: 1\n\n`,
    ';; OPT PSEUDOSECTION:\n; EDNS: version: 0, flags:; udp: 1232\n',
    `;; QUESTION SECTION:\n;${full.padEnd(23)}\tIN\t${type}\n\n`,
    answer === '' ? '' : `;; ANSWER SECTION:\n${answer}\n`,
    `;; Query time: 1 msec\n;; SERVER: ${server}#53(${server}) (UDP)\n\n`,
  ].join('');
}

export const runHost: Run = async (call) => {
  const { plain } = readArguments(call.words.slice(1), { taking: 't W', switches: 'v a 4' });
  const [name = ''] = plain;
  if (!isHost(name)) return failWith(call.shell, 'digAsks');
  if (isAddress(name)) return failWith(call.shell, 'reverse');
  const found = await lookUp(call.shell, name, name.endsWith('.'));
  if ('code' in found) return found;
  if (found.status === 'TIMEOUT') return fail(silent(found.server));
  if (found.status !== 'NOERROR') return fail(`Host ${name} not found: 3(${found.status})`);
  return ok(
    found.records
      .map((one) =>
        one.type === 'CNAME' ? `${one.name} is an alias for ${one.value}.\n` : `${one.name} has address ${one.value}\n`,
      )
      .join(''),
  );
};

export const runGetent: Run = async (call) => {
  const name = call.words[2] ?? '';
  if (!/^a?hosts(?:v4)?$/.test(call.words[1] ?? '') || !isHost(name)) return failWith(call.shell, 'getentHosts');
  const found = await lookUp(call.shell, name, false);
  if ('code' in found) return found;
  const lines = found.records.flatMap((one) => (one.type === 'A' ? `${one.value.padEnd(15)} ${one.name}\n` : []));
  return lines.length === 0 ? { out: '', err: '', code: 2 } : ok(lines.join(''));
};
