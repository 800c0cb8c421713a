// `openssl req -x509 …` and `kubectl create secret tls`: nothing is signed; of a certificate only its names count here (C-4), so the files say no more.
import { DNS_NAMES } from '../engine/model/ingress.ts';
import { type Call, type Done, fail, failWith, ok, type Run } from './call.ts';

const NAMES = '# names: ';

export const runOpenssl: Run = ({ shell, words }) => {
  const value = (flag: string): string | undefined => {
    const at = words.indexOf(flag);
    return at < 0 ? undefined : words[at + 1];
  };
  const [certificate, key] = [value('-out'), value('-keyout')];
  if (words[1] === 'version') return Promise.resolve(ok('OpenSSL 3.0.13 30 Jan 2024'));
  if (words[1] !== 'req' || !words.includes('-x509') || certificate === undefined || key === undefined)
    return Promise.resolve(failWith(shell, 'openssl'));
  const common = /\/CN=([^/]+)/.exec(value('-subj') ?? '')?.[1];
  const alternatives = [...(value('-addext') ?? '').matchAll(/DNS:([^,\s]+)/g)].map((match) => match[1] ?? '');
  const names = (alternatives.length > 0 ? alternatives : common === undefined ? [] : [common]).map((name) => name.toLowerCase());
  if (names.length === 0) return Promise.resolve(failWith(shell, 'openssl'));
  const files = new Map(shell.state.memory.files)
    .set(key, '-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n')
    .set(certificate, `${NAMES}${names.join(',')}\n-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n`);
  shell.state = { ...shell.state, memory: { ...shell.state.memory, files } };
  return Promise.resolve({ out: '', err: '-----\n', code: 0 });
};

/** The manifest that `kubectl create secret tls NAME --cert FILE --key FILE` means. */
export function tlsSecret({ shell, words }: Call): { readonly ok: true; readonly text: string } | Done {
  const value = (name: string): string | undefined => {
    const at = words.findIndex((word) => word === `--${name}` || word.startsWith(`--${name}=`));
    return at < 0 ? undefined : (words[at] ?? '').includes('=') ? (words[at] ?? '').slice(name.length + 3) : words[at + 1];
  };
  const name = words[4] ?? '';
  const [certificate, key] = [value('cert'), value('key')];
  if (name === '' || name.startsWith('-')) return fail('error: exactly one NAME is required, got 0');
  if (certificate === undefined || key === undefined) return fail('error: key and cert must be specified');
  const { files } = shell.state.memory;
  const text = files.get(certificate);
  const missing = files.has(key) ? (text === undefined ? certificate : undefined) : key;
  if (text === undefined || missing !== undefined)
    return fail(`error: open ${(missing ?? '').slice(0, 120)}: no such file or directory`);
  const names = text.startsWith(NAMES) ? (text.split('\n')[0] ?? '').slice(NAMES.length) : undefined;
  const manifest = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, ...(names === undefined ? {} : { annotations: { [DNS_NAMES]: names } }) },
    type: 'kubernetes.io/tls',
    ...(names === undefined ? { stringData: { 'tls.crt': text, 'tls.key': 'kept nowhere' } } : {}),
  };
  return { ok: true, text: JSON.stringify(manifest) };
}
