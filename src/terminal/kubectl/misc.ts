// kubectl's small verbs: config, auth can-i, cluster-info, version, api-resources, rollout status, wait.
import { isOn, one } from '../../manifest/commands/flagTable.ts';
import { isDocumentKind, KINDS, writtenKind } from '../../manifest/kinds.ts';
import { type Call, type Done, fail, failWith, ok } from '../call.ts';
import { textAt } from '../plainRead.ts';
import { tableText } from '../tabText.ts';
import { choose } from './choose.ts';
import { isDone, withFlags } from './flags.ts';
import { nameOf } from './items.ts';
import { isNamespaced, pluralName, typeName } from './kinds.ts';
import { versionOf } from './nodeItems.ts';

function clusterName({ shell }: Call): string {
  return shell.env.spec.network.managedClusters[0]?.name ?? 'aks';
}

export function runConfig(call: Call): Promise<Done> {
  const read = withFlags(call, 'config', 'current minify flatten raw no-headers');
  if (isDone(read)) return Promise.resolve(read);
  const [verb = '', name] = read.plain;
  const cluster = clusterName(call);
  const { state } = call.shell;
  const done = (text: string): Promise<Done> => Promise.resolve(ok(text));
  if (verb === 'current-context') return done(cluster);
  if (verb === 'get-contexts') {
    const namespace = state.namespace === 'default' ? '' : state.namespace;
    return done(
      tableText(
        ['CURRENT', 'NAME', 'CLUSTER', 'AUTHINFO', 'NAMESPACE'],
        [['*', cluster, cluster, `clusterUser_rg_${cluster}`, namespace]],
      ),
    );
  }
  if (verb === 'get-clusters') return done(`NAME\n${cluster}`);
  if (verb === 'use-context')
    return name === cluster
      ? done(`Switched to context "${cluster}".`)
      : Promise.resolve(fail(`error: no context exists with the name: "${(name ?? '').slice(0, 80)}"`));
  if (verb === 'set-context') {
    const namespace = one(read.given, 'namespace');
    if (!isOn(read.given, 'current') && name !== cluster)
      return Promise.resolve(failWith(call.shell, 'oneContext', { context: cluster }));
    if (namespace !== undefined) call.shell.state = { ...state, namespace };
    return done(`Context "${cluster}" modified.`);
  }
  if (verb === 'view') return Promise.resolve(failWith(call.shell, 'configView', { cluster }));
  return Promise.resolve(failWith(call.shell, 'configVerbs'));
}

export function runAuth(call: Call): Promise<Done> {
  return Promise.resolve(
    call.words[2] === 'whoami'
      ? ok(
          tableText(
            ['ATTRIBUTE', 'VALUE'],
            [
              ['Username', 'you'],
              ['Groups', '[system:masters system:authenticated]'],
            ],
          ),
        )
      : failWith(call.shell, 'rights'),
  );
}

export function runClusterInfo(call: Call): Promise<Done> {
  const cluster = clusterName(call);
  const location = call.shell.env.spec.network.location ?? 'westeurope';
  const at = `https://${cluster}-dns-00000000.hcp.${location}.azmk8s.io:443`;
  return Promise.resolve(
    ok(
      `Kubernetes control plane is running at ${at}\nCoreDNS is running at ${at}/api/v1/namespaces/kube-system/services/kube-dns:dns/proxy\n\nTo further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.`,
    ),
  );
}

export function runVersion(call: Call): Promise<Done> {
  const version = versionOf(call.shell.env);
  return Promise.resolve(ok(`Client Version: ${version}\nKustomize Version: v5.7.1\nServer Version: ${version}`));
}

export function runApiResources(call: Call): Promise<Done> {
  const read = withFlags(call, 'api-resources', 'namespaced= api-group= verbs= no-headers sort-by= cached categories=');
  if (isDone(read)) return Promise.resolve(read);
  const group = one(read.given, 'api-group');
  const wanted = one(read.given, 'namespaced');
  const kinds = [...KINDS]
    .filter(([kind]) => !isDocumentKind(kind))
    .concat([
      ['Node', 'v1'],
      ['Endpoints', 'v1'],
    ])
    .filter(
      ([kind, version]) =>
        (group === undefined || version.startsWith(`${group}/`)) &&
        (wanted === undefined || String(isNamespaced(kind)) === wanted),
    )
    .toSorted(([a, x], [b, y]) => (x < y ? -1 : x > y ? 1 : a < b ? -1 : 1));
  const rows = kinds.map(([kind, version]) => [
    pluralName(kind),
    SHORT[kind] ?? '',
    version,
    String(isNamespaced(kind)),
    writtenKind(kind),
  ]);
  return Promise.resolve(
    ok(tableText(['NAME', 'SHORTNAMES', 'APIVERSION', 'NAMESPACED', 'KIND'], rows, !isOn(read.given, 'no-headers'))),
  );
}

const SHORT: Readonly<Record<string, string>> = {
  Namespace: 'ns',
  Pod: 'po',
  Service: 'svc',
  Deployment: 'deploy',
  StatefulSet: 'sts',
  DaemonSet: 'ds',
  NetworkPolicy: 'netpol',
  Ingress: 'ing',
  Node: 'no',
  Endpoints: 'ep',
  Gateway: 'gtw',
  GatewayClass: 'gc',
  ReferenceGrant: 'refgrant',
  CiliumNetworkPolicy: 'cnp,ciliumnp',
  CiliumClusterwideNetworkPolicy: 'ccnp',
  AdminNetworkPolicy: 'anp',
  BaselineAdminNetworkPolicy: 'banp',
  ClusterNetworkPolicy: 'cnetpol',
};

/** Rollouts are over at once: what the pods are now is what they will be. */
export async function runRollout(call: Call): Promise<Done> {
  const verb = call.words[2] ?? '';
  const read = withFlags(
    { ...call, words: [...call.words.slice(0, 2), ...call.words.slice(3)] },
    'rollout',
    'timeout= watch,w= revision= to-revision=',
  );
  if (isDone(read)) return read;
  if (verb !== 'status' && verb !== 'restart') return failWith(call.shell, 'rollout');
  const chosen = await choose(read);
  if ('code' in chosen) return chosen;
  const lines = chosen.groups.flatMap(({ kind, items }) =>
    items.map((item) => {
      if (verb === 'restart') return `${typeName(kind)}/${nameOf(item)} restarted\n`;
      const [want, ready] = [
        textAt(item, 'spec', 'replicas') || textAt(item, 'status', 'desiredNumberScheduled'),
        textAt(item, 'status', 'availableReplicas') || textAt(item, 'status', 'numberAvailable') || '0',
      ];
      const name = nameOf(item);
      if (kind === 'Deployment')
        return want === ready
          ? `deployment "${name}" successfully rolled out\n`
          : `Waiting for deployment "${name}" rollout to finish: ${ready} of ${want} updated replicas are available...\nerror: timed out waiting for the condition\n`;
      return kind === 'DaemonSet'
        ? `daemon set "${name}" successfully rolled out\n`
        : `statefulset rolling update complete ${ready} pods at revision 1...\n`;
    }),
  );
  return { out: lines.join(''), err: chosen.errors.map((line) => `${line}\n`).join(''), code: chosen.errors.length > 0 ? 1 : 0 };
}

export async function runWait(call: Call): Promise<Done> {
  const read = withFlags(call, 'wait', 'for= timeout= all local filename,f=');
  if (isDone(read)) return read;
  const condition = /^condition=([A-Za-z]+)(?:=(?:true|True))?$/.exec(one(read.given, 'for') ?? '')?.[1];
  if (condition === undefined) return failWith(call.shell, 'waitFor');
  const chosen = await choose(read);
  if ('code' in chosen) return chosen;
  const lines: string[] = [];
  let late = '';
  for (const { kind, items } of chosen.groups) {
    for (const item of items) {
      const met = condition.toLowerCase() === 'ready' ? textAt(item, 'status', 'conditions', 1, 'status') !== 'False' : true;
      if (met) lines.push(`${typeName(kind)}/${nameOf(item)} condition met\n`);
      else late += `error: timed out waiting for the condition on ${pluralName(kind)}/${nameOf(item)}\n`;
    }
  }
  const err = `${chosen.errors.map((line) => `${line}\n`).join('')}${late}`;
  return {
    out: lines.join(''),
    err: lines.length === 0 && err === '' ? 'error: no matching resources found\n' : err,
    code: err === '' && lines.length > 0 ? 0 : 1,
  };
}
