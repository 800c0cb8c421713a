// ping and traceroute: iputils' words; time and hop count as a capture at the sender sees them.
import { type Call, type Done, fail, failWith, placeOf, refusalText, type Run, send, senderOf, type Shell } from '../call.ts';
import { lastOf, readArguments } from './arguments.ts';
import { isAddress, isHost } from './ports.ts';

const MOST_SENT = 20;

export const runPing: Run = async (call) => {
  const given = readArguments(call.words.slice(1), { taking: 'c i w W s I t', switches: 'n q v 4 6 D' });
  const [host = ''] = given.plain;
  if (host === '') return fail('ping: usage error: Destination address required', 1);
  if (given.unknown !== undefined) return fail(`ping: invalid option -- '${given.unknown.replace(/^-+/, '')}'`, 2);
  const asked = lastOf(given, 'c') ?? '4';
  if (!/^\d{1,9}$/.test(asked) || Number(asked) < 1) return fail(`ping: invalid argument: '${asked.slice(0, 40)}'`);
  if (!isHost(host)) return fail(`ping: ${host.slice(0, 120)}: Name or service not known`, 2);
  const count = Math.min(Number(asked), MOST_SENT);
  const { shell } = call;
  const place = placeOf(shell);
  const answer = await send(shell, place, `${host}/icmp`);
  if (!answer.ok) return fail(refusalText(shell, answer), 2);
  const { verdict, tuple } = answer.value;
  if (verdict.outcome === 'nxdomain' || verdict.outcome === 'nodata') return fail(`ping: ${host}: Name or service not known`, 2);
  if (verdict.outcome === 'dns-timeout') return fail(`ping: ${host}: Temporary failure in name resolution`, 2);
  const address = tuple?.destinationIP ?? host;
  const { ttl, ms } = await answerSeen(shell, { host, address });
  const isBack = verdict.outcome === 'delivered';
  const rtt = ms.toFixed(3);
  const lines = [`PING ${host} (${address}) 56(84) bytes of data.`];
  const named = isAddress(host) ? address : `${host} (${address})`;
  if (isBack)
    for (let index = 1; index <= count; index++)
      lines.push(`64 bytes from ${named}: icmp_seq=${index} ttl=${ttl} time=${rtt} ms`);
  lines.push('', `--- ${host} ping statistics ---`);
  const got = isBack ? count : 0;
  lines.push(
    `${count} packets transmitted, ${got} received, ${isBack ? 0 : 100}% packet loss, time ${Math.max(0, count - 1) * 1001}ms`,
  );
  if (isBack) lines.push(`rtt min/avg/max/mdev = ${rtt}/${rtt}/${rtt}/0.000 ms`);
  return { out: `${lines.join('\n')}\n`, err: '', code: isBack ? 0 : 1 };
};

/** Hops and time as a connection to the same place shows them: captures have no echoes of their own. A place that keeps silent tells nothing. */
async function answerSeen(
  shell: Shell,
  { host, address }: { readonly host: string; readonly address: string },
): Promise<{ readonly ttl: number; readonly ms: number }> {
  const from = senderOf(placeOf(shell));
  const seen = await shell.env.port.capture({ flow: { from, to: `${host}:7` }, filter: 'tcp' });
  const packets = seen.ok ? seen.value.packets : [];
  const out = packets.find(({ direction }) => direction === 'out');
  const back = packets.find((packet) => packet.point === out?.point && packet.direction === 'in' && packet.sourceIP === address);
  return out && back ? { ttl: back.ttl, ms: (back.time - out.time) / 1000 } : { ttl: 64, ms: 0.5 };
}

/** The fabric between machines does not count: what one would see is the ends and the firewalls. Azure answers traceroute nowhere (0.2). */
export const runTraceroute: Run = (call: Call): Promise<Done> => Promise.resolve(failWith(call.shell, 'traceroute'));
