// Tools that only open a connection: nc, telnet, wget, agnhost connect.
import type { Trace } from '../../engine/forward/trace.ts';
import { type Call, type Done, fail, failWith, ok, placeOf, refusalText, type Run, send, senderOf } from '../call.ts';
import { lastOf, readArguments } from './arguments.ts';
import { readUrl } from './curl.ts';
import { bodyOf, reasonOf, statusOf } from './httpText.ts';
import { isAddress, isHost, isPort, serviceName } from './ports.ts';

async function open(call: Call, to: string): Promise<Trace | Done> {
  const answer = await send(call.shell, placeOf(call.shell), to);
  return answer.ok ? answer.value : fail(refusalText(call.shell, answer));
}

/** HTTP answers too are proof that the port is open. */
function isOpen({ verdict }: Trace): boolean {
  return verdict.outcome === 'delivered' || verdict.outcome === 'tls-name' || verdict.outcome.startsWith('http-');
}

export const runNc: Run = async (call) => {
  const given = readArguments(call.words.slice(1), { taking: 'w i p s X x q', switches: 'z v n u 4 6 k l N d' });
  if (given.unknown !== undefined) return fail(`nc: invalid option -- '${given.unknown.replace(/^-+/, '')}'`);
  if (given.on.has('l')) return failWith(call.shell, 'ncListens');
  const [host = '', port = ''] = given.plain;
  if (host === '' || port === '') return fail('usage: nc [-46CDdFhklNnrStUuvZz] [-w timeout] [destination] [port]');
  const udp = given.on.has('u');
  if (!isHost(host))
    return fail(`nc: getaddrinfo for host "${host.slice(0, 80)}" port ${port.slice(0, 20)}: Name or service not known`);
  const [first = '', last = first] = port.split('-');
  if (!isPort(first) || !isPort(last) || Number(last) - Number(first) > 20)
    return fail(`nc: port number invalid: ${port.slice(0, 40)}`);
  let out = '';
  let code = 0;
  for (let number = Number(first); number <= Number(last); number++) {
    const trace = await open(call, `${host}:${number}${udp ? '/udp' : ''}`);
    if ('code' in trace) return trace;
    const done = ncLine(trace, { host, port: number, protocol: udp ? 'udp' : 'tcp', verbose: given.on.has('v') });
    out += done.err;
    code = done.code;
  }
  return { out: '', err: out, code };
};

function ncLine(
  trace: Trace,
  {
    host,
    port,
    protocol,
    verbose,
  }: { readonly host: string; readonly port: number; readonly protocol: string; readonly verbose: boolean },
): Done {
  const { outcome } = trace.verdict;
  const address = trace.tuple?.destinationIP ?? '';
  const named = isAddress(host) ? host : `${host} (${address})`;
  if (outcome === 'nxdomain' || outcome === 'nodata')
    return fail(`nc: getaddrinfo for host "${host}" port ${port}: Name or service not known`);
  if (outcome === 'dns-timeout')
    return fail(`nc: getaddrinfo for host "${host}" port ${port}: Temporary failure in name resolution`);
  // Of UDP, silence is all that an open port says.
  if (isOpen(trace) || (protocol === 'udp' && outcome === 'timeout'))
    return {
      out: '',
      err: verbose ? `Connection to ${named} ${port} port [${protocol}/${serviceName(port)}] succeeded!\n` : '',
      code: 0,
    };
  const why =
    outcome === 'timeout'
      ? 'timed out: Operation now in progress'
      : outcome === 'reset'
        ? 'failed: Connection reset by peer'
        : 'failed: Connection refused';
  return fail(verbose || outcome !== 'timeout' ? `nc: connect to ${named} port ${port} (${protocol}) ${why}` : '');
}

export const runTelnet: Run = async (call) => {
  const [, host = '', port = '23'] = call.words;
  if (!isHost(host) || !isPort(port)) return failWith(call.shell, 'telnetAsks');
  const trace = await open(call, `${host}:${port}`);
  if ('code' in trace) return trace;
  const { outcome } = trace.verdict;
  const address = trace.tuple?.destinationIP ?? '';
  if (outcome === 'nxdomain' || outcome === 'nodata' || outcome === 'dns-timeout')
    return fail(`telnet: could not resolve ${host}/${port}: Name or service not known`);
  if (isOpen(trace))
    return ok(`Trying ${address}...\nConnected to ${host}.\nEscape character is '^]'.\nConnection closed by foreign host.`);
  const why = outcome === 'timeout' ? 'Connection timed out' : 'Connection refused';
  return { out: `Trying ${address}...\n`, err: `telnet: Unable to connect to remote host: ${why}\n`, code: 1 };
};

export const runWget: Run = async (call) => {
  const given = readArguments(call.words.slice(1), {
    taking: 'O T t timeout tries header output-document',
    switches: 'q S quiet spider no-check-certificate 4 server-response c',
  });
  const [text = ''] = given.plain;
  // `-qO-` reads `-` as the value of O.
  const url = readUrl(text);
  if (given.unknown !== undefined) return fail(`wget: unrecognized option: ${given.unknown.replace(/^-+/, '')}`);
  if (!url) return fail('BusyBox wget: missing URL\nUsage: wget [-cqS] [--spider] [-O FILE] [-T SEC] URL...');
  const trace = await open(call, `${url.scheme}://${url.host}:${url.port}${url.path}`);
  if ('code' in trace) return trace;
  const quiet = given.on.has('q') || given.on.has('quiet');
  const address = trace.tuple?.destinationIP ?? '';
  const { outcome } = trace.verdict;
  if (outcome === 'nxdomain' || outcome === 'nodata' || outcome === 'dns-timeout') return fail(`wget: bad address '${url.host}'`);
  const head = quiet ? '' : `Connecting to ${url.host} (${address}:${url.port})\n`;
  const lost = (message: string): Done => ({ out: '', err: `${head}${message}\n`, code: 1 });
  if (outcome === 'timeout') return lost('wget: download timed out');
  if (outcome === 'tls-name') return lost('wget: note: TLS certificate validation not implemented');
  const status = statusOf(trace);
  if (status === undefined)
    return lost(
      `wget: can't connect to remote host (${address}): Connection ${outcome === 'reset' ? 'reset by peer' : 'refused'}`,
    );
  if (status >= 400) return lost(`wget: server returned error: HTTP/1.1 ${status} ${reasonOf(status)}`);
  const file = lastOf(given, 'O', 'output-document');
  if (given.on.has('spider')) return { out: '', err: `${head}remote file exists\n`, code: 0 };
  const body = bodyOf(call.shell.env, { trace, status, url, sender: senderOf(placeOf(call.shell)) });
  return { out: file === '-' || file === '/dev/stdout' ? body : '', before: head, err: '', code: 0 };
};

/** `/agnhost connect HOST:PORT --timeout=3s --protocol=tcp`: silent where it works. */
export const runAgnhost: Run = async (call) => {
  const [, verb = '', ...rest] = call.words;
  if (verb !== 'connect') return failWith(call.shell, 'agnhostConnect');
  const given = readArguments(rest, { taking: 'timeout protocol udp-data', switches: 'sctp' });
  const [, host = '', port = ''] = /^(.+):(\d{1,5})$/.exec(given.plain[0] ?? '') ?? [];
  if (!isHost(host) || !isPort(port)) return fail('OTHER: address: missing port in address');
  const protocol = lastOf(given, 'protocol') ?? 'tcp';
  if (!/^(?:tcp|udp|sctp)$/.test(protocol)) return fail(`unsupported protocol ${protocol.slice(0, 20)}`);
  const trace = await open(call, `${host}:${port}/${protocol}`);
  if ('code' in trace) return trace;
  const { outcome } = trace.verdict;
  if (isOpen(trace)) return ok('');
  if (outcome === 'nxdomain' || outcome === 'nodata' || outcome === 'dns-timeout')
    return fail(`DNS: lookup ${host}: no such host`);
  return fail(outcome === 'timeout' ? 'TIMEOUT' : 'REFUSED');
};
