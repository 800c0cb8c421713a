// curl, from where one stands: what the engine makes of the URL, told as curl 7.81 tells it. Exit codes are curl's own.
import { type Call, type Done, failWith, placeOf, refusalText, type Run, send, senderOf, type Shell } from '../call.ts';
import type { Trace } from '../../engine/forward/trace.ts';
import { type Arguments, lastOf, readArguments } from './arguments.ts';
import { bodyOf, headersOf, statusOf } from './httpText.ts';
import { isAddress, isHost, isPort } from './ports.ts';

const FLAGS = {
  taking:
    'm max-time connect-timeout H header resolve connect-to o output w write-out X request d data data-raw u user A user-agent cacert cert key retry retry-delay x proxy e b c T url interface',
  switches:
    's silent S show-error v verbose I head k insecure L location f fail 4 6 i include g G N no-buffer compressed http1.1 http2 fail-with-body retry-connrefused retry-all-errors',
};
/** A SYN is repeated for so long before Linux gives up. */
const SYN_PATIENCE_MS = 129_310;
const MOST_REDIRECTS = 10;

export interface Url {
  readonly scheme: 'http' | 'https';
  readonly host: string;
  readonly port: number;
  readonly path: string;
}

export function readUrl(text: string): Url | undefined {
  const [, scheme = 'http', host = '', , port, rest = ''] =
    /^(?:(https?):\/\/)?([^/?#:[\]@]{1,253})(:(\d{1,5}))?([/?][^#\s]*)?(?:#.*)?$/i.exec(text.slice(0, 4000)) ?? [];
  if (!isHost(host) || (port !== undefined && !isPort(port))) return undefined;
  const isTls = scheme.toLowerCase() === 'https';
  return {
    scheme: isTls ? 'https' : 'http',
    host,
    port: port === undefined ? (isTls ? 443 : 80) : Number(port),
    path: rest.startsWith('/') || rest === '' ? rest || '/' : `/${rest}`,
  };
}

export const runCurl: Run = async (call) => {
  const given = readArguments(call.words.slice(1), FLAGS);
  if (given.unknown !== undefined)
    return error(2, `curl: option ${given.unknown}: is unknown\ncurl: try 'curl --help' or 'curl --manual' for more information`);
  const text = lastOf(given, 'url') ?? given.plain[0];
  if (text === undefined) return error(2, "curl: try 'curl --help' or 'curl --manual' for more information");
  if (given.plain.length > 1) return failWith(call.shell, 'oneUrl');
  if (text.startsWith('telnet://')) return failWith(call.shell, 'curlTelnet');
  const url = readUrl(text);
  if (!url) return error(3, `curl: (3) URL using bad/illegal format or missing URL`);
  return fetchUrl(call, given, { url, left: MOST_REDIRECTS });
};

function error(code: number, message: string): Done {
  return { out: '', err: `${message}\n`, code };
}

async function fetchUrl(
  call: Call,
  given: Arguments,
  { url, left }: { readonly url: Url; readonly left: number },
): Promise<Done> {
  const { shell } = call;
  const header = [...(given.values.get('H') ?? []), ...(given.values.get('header') ?? [])]
    .map((item) => /^host:\s*([^\s:]+)(?::\d+)?\s*$/i.exec(item)?.[1])
    .find((item) => item !== undefined);
  const pinned = pinnedAddress(given, url);
  const host = header ?? (pinned === undefined ? undefined : url.host);
  if (host !== undefined && !isHost(host)) return error(3, 'curl: (3) URL using bad/illegal format or missing URL');
  const target = `${url.scheme}://${pinned ?? url.host}:${url.port}${url.path}`;
  const answer = await send(shell, placeOf(shell), target, host === undefined ? {} : { host });
  if (!answer.ok) return { out: '', err: `${refusalText(shell, answer)}\n`, code: 1 };
  const trace = answer.value;
  const location = trace.http?.location;
  if ((given.on.has('L') || given.on.has('location')) && location !== undefined) {
    if (left <= 0) return error(47, `curl: (47) Maximum (${MOST_REDIRECTS}) redirects followed`);
    const next = readUrl(location.startsWith('/') ? `${url.scheme}://${url.host}:${url.port}${location}` : location);
    if (!next) return error(3, 'curl: (3) URL using bad/illegal format or missing URL');
    return fetchUrl(call, given, { url: next, left: left - 1 });
  }
  return tell(shell, given, { url, trace });
}

/** `--resolve HOST:PORT:ADDRESS`, `--connect-to HOST:PORT:ADDRESS:PORT`. */
function pinnedAddress(given: Arguments, url: Url): string | undefined {
  for (const item of [...(given.values.get('resolve') ?? []), ...(given.values.get('connect-to') ?? [])]) {
    const [host = '', port = '', address = ''] = item.split(':');
    const isMeant = (host === '' || host === '*' || host === url.host) && (port === '' || port === String(url.port));
    if (isMeant && isAddress(address)) return address;
  }
  return undefined;
}

interface Met {
  readonly url: Url;
  readonly trace: Trace;
}

function tell(shell: Shell, given: Arguments, met: Met): Done {
  const { trace, url } = met;
  const status = statusOf(trace);
  const isQuiet = (given.on.has('s') || given.on.has('silent')) && !given.on.has('S') && !given.on.has('show-error');
  const verbose = given.on.has('v') || given.on.has('verbose');
  const trouble = status === undefined || tlsTrouble(trace) ? troubleOf(given, met) : undefined;
  if (trouble) {
    const told = verbose ? connecting(met, false) : '';
    return { before: told, out: written(given, met, 0), err: isQuiet ? '' : `${trouble.message}\n`, code: trouble.code };
  }
  const code = status ?? 200;
  if ((given.on.has('f') || given.on.has('fail')) && code >= 400)
    return { out: '', err: isQuiet ? '' : `curl: (22) The requested URL returned error: ${code}\n`, code: 22 };
  const headers = headersOf(trace, code);
  const head = given.on.has('I') || given.on.has('head');
  const shows = head || given.on.has('i') || given.on.has('include');
  const toFile = lastOf(given, 'o', 'output');
  const body =
    head || toFile !== undefined ? '' : bodyOf(shell.env, { trace, status: code, url, sender: senderOf(placeOf(shell)) });
  const told = verbose ? `${connecting(met, true)}${request(met)}${headers.map((line) => `< ${line}\n`).join('')}<\n` : '';
  return {
    out: `${shows ? `${headers.join('\n')}\n\n` : ''}${body}${written(given, met, code)}`,
    before: told,
    err: '',
    code: 0,
  };
}

function tlsTrouble({ verdict }: Trace): boolean {
  return verdict.outcome === 'tls-name';
}

function troubleOf(given: Arguments, { url, trace }: Met): { readonly code: number; readonly message: string } | undefined {
  const { outcome } = trace.verdict;
  const limit = lastOf(given, 'm', 'max-time');
  const patience = lastOf(given, 'connect-timeout') ?? limit;
  const ms = patience !== undefined && /^\d+(?:\.\d+)?$/.test(patience) ? Math.round(Number(patience) * 1000) : undefined;
  const soon = ms !== undefined && ms < SYN_PATIENCE_MS ? ms + 1 : undefined;
  switch (outcome) {
    case 'nxdomain':
    case 'nodata':
      return { code: 6, message: `curl: (6) Could not resolve host: ${url.host}` };
    case 'dns-timeout':
      return soon !== undefined && soon < 20_000
        ? { code: 28, message: `curl: (28) Resolving timed out after ${soon} milliseconds` }
        : { code: 6, message: `curl: (6) Could not resolve host: ${url.host}` };
    case 'refused':
      return { code: 7, message: `curl: (7) Failed to connect to ${url.host} port ${url.port} after 1 ms: Connection refused` };
    case 'timeout':
      return soon === undefined
        ? {
            code: 28,
            message: `curl: (28) Failed to connect to ${url.host} port ${url.port} after ${SYN_PATIENCE_MS} ms: Connection timed out`,
          }
        : { code: 28, message: `curl: (28) Connection timed out after ${soon} milliseconds` };
    case 'reset':
      return url.scheme === 'https'
        ? {
            code: 35,
            message: `curl: (35) OpenSSL SSL_connect: Connection reset by peer in connection to ${url.host}:${url.port} `,
          }
        : { code: 56, message: 'curl: (56) Recv failure: Connection reset by peer' };
    case 'tls-name':
      return given.on.has('k') || given.on.has('insecure')
        ? undefined
        : {
            code: 60,
            message: `curl: (60) SSL: no alternative certificate subject name matches target host name '${url.host}'\nMore details here: https://curl.se/docs/sslcerts.html\n\ncurl failed to verify the legitimacy of the server and therefore could not\nestablish a secure connection to it. To learn more about this situation and\nhow to fix it, please visit the web page mentioned above.`,
          };
    default:
      return undefined;
  }
}

/** `-w '%{http_code}\n'`. */
function written(given: Arguments, { trace, url }: Met, status: number): string {
  const format = lastOf(given, 'w', 'write-out');
  if (format === undefined) return '';
  const values: Readonly<Record<string, string>> = {
    http_code: String(status).padStart(3, '0'),
    response_code: String(status).padStart(3, '0'),
    remote_ip: trace.tuple?.destinationIP ?? '',
    remote_port: String(url.port),
    local_ip: trace.tuple?.sourceIP ?? '',
    local_port: String(trace.tuple?.sourcePort ?? ''),
    url_effective: `${url.scheme}://${url.host}${url.path}`,
    redirect_url: trace.http?.location ?? '',
    scheme: url.scheme.toUpperCase(),
  };
  return format
    .slice(0, 2000)
    .replaceAll(/%\{(\w+)\}/g, (_, name: string) => (Object.hasOwn(values, name) ? (values[name] ?? '') : ''))
    .replaceAll(/\\([nt])/g, (_, letter: string) => (letter === 'n' ? '\n' : '\t'));
}

function connecting({ url, trace }: Met, isOpen: boolean): string {
  const address = trace.tuple?.destinationIP ?? '';
  if (address === '') return `* Could not resolve host: ${url.host}\n`;
  const lines = [`*   Trying ${address}:${url.port}...`];
  if (isOpen) lines.push(`* Connected to ${url.host} (${address}) port ${url.port} (#0)`);
  if (isOpen && url.scheme === 'https') {
    lines.push('* ALPN, offering h2', '* ALPN, offering http/1.1');
    const certificate = trace.http?.certificate;
    if (certificate !== undefined) lines.push(`* Server certificate: ${certificate}`);
  }
  return lines.map((line) => `${line}\n`).join('');
}

function request({ url, trace }: Met): string {
  const host = trace.flow.host ?? url.host;
  const port = url.port === (url.scheme === 'https' ? 443 : 80) || trace.flow.host !== undefined ? '' : `:${url.port}`;
  return ['GET ' + url.path + ' HTTP/1.1', `Host: ${host}${port}`, 'User-Agent: curl/7.81.0', 'Accept: */*', '']
    .map((line) => `> ${line}`.trimEnd() + '\n')
    .join('');
}
