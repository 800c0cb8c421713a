// kubectl apply, create and run: manifests as they are given, or written from flags as kubectl's generators write them.
import type { Edit } from '../../engine/edit/edit.ts';
import { findObject, refOf } from '../../engine/model/spec.ts';
import { checkUpdate } from '../checkUpdate.ts';
import type { Plain } from '../mergePatch.ts';
import { type CommandAnswer, type CommandRefusal, refuse, said } from './commandTypes.ts';
import { isOn, listed, one } from './flagTable.ts';
import { ingressFrom } from './kubectlIngress.ts';
import type { KubectlCall } from './kubectl.ts';
import { namespaceOf, resourceOf } from './kubectlTargets.ts';
import { createPlain, readManifests } from './objectEdits.ts';

/** What `-f` names: `-` is the here-document, anything else a file of the session. */
function textsOf(call: KubectlCall): { readonly ok: true; readonly texts: readonly string[] } | CommandRefusal {
  const names = listed(call.given, 'filename') ?? [];
  if (names.length === 0) return said('error: must specify one of -f and -k');
  const texts: string[] = [];
  for (const name of names) {
    const text = name === '-' ? call.input : call.session.files.get(name);
    if (text === undefined)
      return name === '-' ? refuse('noInput') : said(`error: the path "${name.slice(0, 120)}" does not exist`);
    texts.push(text);
  }
  return { ok: true, texts };
}

export function applyFiles(call: KubectlCall): CommandAnswer {
  return putFiles(call, false);
}

function putFiles(call: KubectlCall, isNew: boolean): CommandAnswer {
  const texts = textsOf(call);
  if (!texts.ok) return texts;
  const edits: Edit[] = [];
  for (const text of texts.texts) {
    const read = readManifests(text, namespaceOf(call.given));
    if (!read.ok) return read;
    for (const resource of read.parsed.resources) {
      const before = findObject(call.spec, refOf(resource));
      if (before && isNew)
        return said(`Error from server (AlreadyExists): ${resourceOf(resource.kind)} "${resource.metadata.name}" already exists`);
      const problem = before && checkUpdate(before, resource)[0];
      if (problem) return said(problem.message);
      edits.push({ type: 'putObject', resource });
    }
    if (read.parsed.network) edits.push({ type: 'putNetwork', network: read.parsed.network });
  }
  return edits.length === 0 ? said('error: no objects passed to apply') : { ok: true, edit: joined(edits) };
}

export function deleteFiles(call: KubectlCall): CommandAnswer {
  const texts = textsOf(call);
  if (!texts.ok) return texts;
  const edits: Edit[] = [];
  for (const text of texts.texts) {
    const read = readManifests(text, namespaceOf(call.given));
    if (!read.ok) return read;
    for (const resource of read.parsed.resources) edits.push({ type: 'removeObject', ref: refOf(resource) });
  }
  return { ok: true, edit: joined(edits) };
}

export function joined(edits: readonly Edit[]): Edit {
  const [only] = edits;
  return edits.length === 1 && only ? only : { type: 'batch', edits };
}

export function createObject(call: KubectlCall): CommandAnswer {
  const { given, spec } = call;
  if (given.values.has('filename')) return putFiles(call, true);
  const [what = '', ...names] = call.words;
  const plain = generated(what, names, call);
  if (!plain.ok) return plain;
  return createPlain(spec, plain.value, namespaceOf(given));
}

type Written = { readonly ok: true; readonly value: Plain } | CommandRefusal;

function generated(what: string, names: readonly string[], call: KubectlCall): Written {
  switch (what) {
    case 'namespace':
    case 'ns':
      return named(names, 'namespace', (name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }));
    case 'deployment':
    case 'deploy':
      return deploymentFrom(names, call);
    case 'service':
    case 'svc':
      return serviceFrom(names, call);
    case 'ingress':
    case 'ing':
      return ingressFrom(names, call.given);
    case '':
      return said('error: must specify one of -f and -k');
    default:
      return refuse('notSimulated', { command: `kubectl create ${what.slice(0, 60)}` });
  }
}

export function named(names: readonly string[], what: string, write: (name: string) => Plain): Written {
  const [name = ''] = names;
  if (names.length !== 1 || name === '') return said(`error: exactly one NAME is required, got ${names.length} (create ${what})`);
  return { ok: true, value: write(name) };
}

function deploymentFrom(names: readonly string[], { given }: KubectlCall): Written {
  const images = listed(given, 'image') ?? [];
  const port = one(given, 'port');
  const replicas = one(given, 'replicas');
  if (images.length === 0) return said('error: required flag(s) "image" not set');
  const bad = [port, replicas].find((text) => text !== undefined && !/^-?\d{1,9}$/.test(text));
  if (bad !== undefined) return refuse('notNumber', { value: bad.slice(0, 40) });
  return named(names, 'deployment', (name) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, labels: { app: name } },
    spec: {
      replicas: replicas === undefined ? 1 : Number(replicas),
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: {
          containers: images.map((image, index) => ({
            name: containerName(image, index, images.length),
            image,
            ...(port === undefined || index > 0 ? {} : { ports: [{ containerPort: Number(port) }] }),
          })),
        },
      },
    },
  }));
}

/** The last part of the image's name without its tag; numbered where two would be alike. */
function containerName(image: string, index: number, count: number): string {
  const last = (image.split('/').at(-1) ?? '').split(/[:@]/)[0] ?? '';
  const name =
    last
      .toLowerCase()
      .replaceAll(/[^a-z0-9-]/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 57) || 'main';
  return count === 1 ? name : `${name}-${index}`;
}

function serviceFrom([type = '', ...names]: readonly string[], { given }: KubectlCall): Written {
  const types = { clusterip: 'ClusterIP', nodeport: 'NodePort', loadbalancer: 'LoadBalancer', externalname: 'ExternalName' };
  if (!Object.hasOwn(types, type))
    return said(`error: unknown service type "${type.slice(0, 40)}": clusterip, nodeport, loadbalancer or externalname`);
  const written = types[type as keyof typeof types];
  const nodePort = one(given, 'node-port');
  if (nodePort !== undefined && !/^\d{1,5}$/.test(nodePort)) return refuse('notNumber', { value: nodePort.slice(0, 40) });
  const ports: Plain[] = [];
  for (const pair of listed(given, 'tcp') ?? []) {
    const [port = '', target = port, more] = pair.split(':');
    if (!/^\d{1,5}$/.test(port) || more !== undefined)
      return said(`error: invalid port format "${pair.slice(0, 40)}": PORT[:TARGETPORT]`);
    const targetPort = /^\d+$/.test(target) ? Number(target) : target;
    ports.push({ name: target === port ? port : `${port}-${target}`, port: Number(port), protocol: 'TCP', targetPort });
  }
  const clusterIP = one(given, 'clusterip');
  const externalName = one(given, 'external-name');
  if (written === 'ExternalName' && externalName === undefined) return said('error: external-name must be specified');
  if (ports.length === 0 && written !== 'ExternalName' && clusterIP !== 'None')
    return said('error: at least one tcp port specifier must be provided');
  return named(names, `service ${type}`, (name) => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, labels: { app: name } },
    spec: {
      type: written,
      selector: { app: name },
      ...(ports.length === 0
        ? {}
        : {
            ports: ports.map((port, index) =>
              index === 0 && nodePort !== undefined ? { ...port, nodePort: Number(nodePort) } : port,
            ),
          }),
      ...(clusterIP === undefined ? {} : { clusterIP }),
      ...(externalName === undefined ? {} : { externalName }),
    },
  }));
}

export function runPod({ given, words, spec }: KubectlCall): CommandAnswer {
  const image = one(given, 'image');
  const port = one(given, 'port');
  if (image === undefined) return said('error: required flag(s) "image" not set');
  if (port !== undefined && !/^\d{1,5}$/.test(port)) return refuse('notNumber', { value: port.slice(0, 40) });
  const [name = ''] = words;
  const labels = readPairs(listed(given, 'labels') ?? [`run=${name}`]);
  if (!labels) return said('error: labels must be KEY=VALUE');
  const plain = named(words.slice(0, 1), 'pod', () => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels },
    spec: {
      containers: [
        { name: name.slice(0, 63), image, ...(port === undefined ? {} : { ports: [{ containerPort: Number(port) }] }) },
      ],
    },
  }));
  if (!plain.ok) return plain;
  const pod = createPlain(spec, plain.value, namespaceOf(given));
  if (!pod.ok || !isOn(given, 'expose')) return pod;
  if (port === undefined) return said('error: --port must be set when exposing a service');
  const ports = [{ port: Number(port), protocol: 'TCP', targetPort: Number(port) }];
  const service = createPlain(
    spec,
    { apiVersion: 'v1', kind: 'Service', metadata: { name, labels }, spec: { selector: labels, ports } },
    namespaceOf(given),
  );
  return service.ok ? { ok: true, edit: joined([service.edit, pod.edit]) } : service;
}

export function readPairs(pairs: readonly string[]): Readonly<Record<string, string>> | undefined {
  const found = pairs.map((pair) => /^([^=]+)=(.*)$/s.exec(pair));
  return found.every((match) => match !== null)
    ? Object.fromEntries(found.map((match) => [match[1] ?? '', match[2] ?? '']))
    : undefined;
}
