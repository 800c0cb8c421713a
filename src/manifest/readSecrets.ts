// TLS Secrets: only the names of the certificate are kept, never a key, because worlds are saved and shared. Rules: C-4, ING12, world-format.
import { DNS_NAMES, type Secret } from '../engine/model/ingress.ts';
import type { ObjectMeta } from '../engine/model/kubernetes.ts';
import { decodeBase64, namesOfPem } from './certificate.ts';
import { type Findings, invalid, required } from './problems.ts';
import { has, type Rec, record, text } from './take.ts';

export const TLS_TYPE = 'kubernetes.io/tls';

export function readSecret(found: Findings, object: Rec, metadata: ObjectMeta): Secret {
  const [data, plain] = [record(object['data']), record(object['stringData'])];
  const named = metadata.annotations?.[DNS_NAMES] !== undefined;
  for (const key of ['tls.crt', 'tls.key']) {
    // Without a certificate the annotation alone says what it would be for.
    if (!named && !has(data, key) && !has(plain, key)) found.fail(required('VAL64', ['data', key]));
  }
  for (const source of ['data', 'stringData'] as const)
    if (has(object, source)) found.note({ path: [source], treatment: 'ignored', reason: 'report.secretData' });
  const given = text(data, 'tls.crt');
  const bytes = given === undefined ? undefined : decodeBase64(given);
  if (given !== undefined && !bytes && !named)
    found.fail(invalid('VAL64', ['data', 'tls.crt'], given.slice(0, 20), 'illegal base64 data'));
  const pem = text(plain, 'tls.crt') ?? (bytes && String.fromCharCode(...bytes.subarray(0, 60_000)));
  const names = pem === undefined ? undefined : namesOfPem(pem);
  const annotations = named || !names ? metadata.annotations : { ...metadata.annotations, [DNS_NAMES]: names.join(',') };
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: annotations ? { ...metadata, annotations: inOrder(annotations) } : metadata,
    type: TLS_TYPE,
  };
}

function inOrder(map: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
}
