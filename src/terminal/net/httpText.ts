// What comes back over HTTP: status line, headers and a body. Applications have none of their own here, so theirs is an echo of who asked.
import type { Trace } from '../../engine/forward/trace.ts';
import type { TerminalEnv } from '../types.ts';

const REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  301: 'Moved Permanently',
  302: 'Found',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  413: 'Request Entity Too Large',
  421: 'Misdirected Request',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Time-out',
};

export function reasonOf(status: number): string {
  return Object.hasOwn(REASONS, status) ? (REASONS[status] ?? '') : '';
}

/** Undefined where no HTTP answer came. */
export function statusOf({ verdict, http }: Trace): number | undefined {
  const written = /^http-(\d{3})$/.exec(verdict.outcome)?.[1];
  if (written !== undefined) return Number(written);
  return verdict.outcome === 'delivered' ? (http?.status ?? 200) : undefined;
}

function servesAsNginx({ via }: Trace): boolean {
  return via.some((name) => name.startsWith('ingress:'));
}

export function headersOf(trace: Trace, status: number): readonly string[] {
  const location = trace.http?.location;
  const isOwn = trace.verdict.outcome !== 'delivered';
  return [
    `HTTP/1.1 ${status} ${reasonOf(status)}`.trimEnd(),
    ...(isOwn && servesAsNginx(trace) ? ['Server: nginx'] : []),
    `Content-Type: ${isOwn ? 'text/html' : 'text/plain'}`,
    ...(location === undefined ? [] : [`Location: ${location}`]),
    'Connection: keep-alive',
  ];
}

export function bodyOf(
  env: TerminalEnv,
  {
    trace,
    status,
    url,
    sender,
  }: {
    readonly trace: Trace;
    readonly status: number;
    readonly url: { readonly host: string; readonly path: string };
    readonly sender: string;
  },
): string {
  if (trace.verdict.outcome === 'delivered' && status < 400)
    return `${env.say('terminal.body', {
      who: trace.deliveredTo ?? url.host,
      source: trace.sourceSeen ?? sender,
      host: trace.http?.host ?? trace.flow.host ?? url.host,
      path: trace.http?.path ?? url.path,
    })}\n`;
  const title = `${status} ${reasonOf(status)}`.trimEnd();
  const server = servesAsNginx(trace)
    ? 'nginx'
    : trace.via.some((name) => name.startsWith('appgw'))
      ? 'Microsoft-Azure-Application-Gateway/v2'
      : 'nginx';
  return `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>${server}</center>\r\n</body>\r\n</html>\r\n`.replaceAll(
    '\r',
    '',
  );
}
