// helm as the AKS documentation uses it: ingress-nginx from its chart. A release is an entry of the document's `ingressControllers` (C-5…C-11).
import type { IngressControllerInstall } from '../engine/model/azure.ts';
import type { ManagedCluster, NetworkDocument } from '../engine/model/networkDocument.ts';
import { flagTable, type Given, listed, one, readFlags } from '../manifest/commands/flagTable.ts';
import { type Call, type Done, fail, failWith, ok, type Run, type Shell } from './call.ts';
import { tableText } from './tabText.ts';

const FLAGS = flagTable(
  'namespace,n= create-namespace set* set-string* version= repo= install,i values,f* wait timeout= atomic generate-name all-namespaces,A reuse-values output,o= kube-context= debug dry-run',
);
const VERSION = 'ingress-nginx-4.13.3';
const APP = '1.13.3';
const MOST_RELEASES = 10;

export const runHelm: Run = (call) => Promise.resolve(helm(call));

function helm({ shell, words }: Call): Done {
  const verb = words[1] ?? '';
  if (verb === 'repo') return repo(words.slice(2));
  if (verb === 'version') return ok('version.BuildInfo{Version:"v3.18.6"}');
  if (verb === 'search')
    return ok(
      'NAME                       \tCHART VERSION\tAPP VERSION\tDESCRIPTION\ningress-nginx/ingress-nginx\t4.13.3       \t1.13.3     \tIngress controller for Kubernetes using NGINX as a reverse proxy',
    );
  const given = readFlags(words.slice(2), FLAGS, { command: `helm ${verb}`, abbreviated: false });
  if ('ok' in given) return fail(`Error: ${shell.env.say(`command.${given.code}`, given.params)}`);
  const namespace = one(given, 'namespace') ?? shell.state.namespace;
  if (!/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(namespace)) return fail('Error: invalid namespace');
  if (verb === 'list' || verb === 'ls') return list(shell, namespace, given);
  if (verb === 'install' || verb === 'upgrade') return install(shell, { verb, given, namespace });
  if (verb === 'uninstall' || verb === 'delete') return uninstall(shell, given.words[0] ?? '', namespace);
  return verb === '' || verb === 'help' ? failWith(shell, 'helm') : failWith(shell, 'helmVerb', { verb: verb.slice(0, 40) });
}

function repo([verb = '', name = 'ingress-nginx']: readonly string[]): Done {
  if (verb === 'add') return ok(`"${name.slice(0, 60)}" has been added to your repositories`);
  if (verb === 'update')
    return ok(
      'Hang tight while we grab the latest from your chart repositories...\n...Successfully got an update from the "ingress-nginx" chart repository\nUpdate Complete. ⎈Happy Helming!⎈',
    );
  return ok(
    'NAME         \tURL                                       \ningress-nginx\thttps://kubernetes.github.io/ingress-nginx',
  );
}

function releasesOf({ env }: Shell): readonly IngressControllerInstall[] {
  return env.spec.network.managedClusters[0]?.ingressControllers ?? [];
}

function list(shell: Shell, namespace: string, given: Given): Done {
  const all = given.values.has('all-namespaces');
  const rows = releasesOf(shell)
    .filter((release) => all || release.namespace === namespace)
    .map((release) => [release.name, release.namespace, '1', 'deployed', VERSION, APP]);
  return ok(tableText(['NAME', 'NAMESPACE', 'REVISION', 'STATUS', 'CHART', 'APP VERSION'], rows));
}

/** `controller.service.annotations."a\.b/c"=value` and the few other values that matter to the network. */
function readSettings(shell: Shell, given: Given): { readonly ok: true; readonly values: ReadonlyMap<string, string> } | Done {
  const values = new Map<string, string>();
  for (const entry of [...(listed(given, 'set') ?? []), ...(listed(given, 'set-string') ?? [])]) {
    const equals = entry.indexOf('=');
    if (equals < 1) return fail(`Error: failed parsing --set data: key "${entry.slice(0, 80)}" has no value`);
    values.set(entry.slice(0, equals).replaceAll('"', ''), entry.slice(equals + 1));
  }
  return given.values.has('values') ? failWith(shell, 'helmValues') : { ok: true, values };
}

const ANNOTATION = 'controller.service.annotations.';

function install(
  shell: Shell,
  { verb, given, namespace }: { readonly verb: string; readonly given: Given; readonly namespace: string },
): Done {
  const [name = '', chart = ''] = given.words;
  if (chart === '') return fail(`Error: "helm ${verb}" requires ${verb === 'install' ? 'at least 1 argument' : '2 arguments'}`);
  if (!/^[a-z0-9]([-a-z0-9]{0,51}[a-z0-9])?$/.test(name))
    return fail(`Error: INSTALLATION FAILED: release name is invalid: ${name.slice(0, 60)}`);
  if (!/(?:^|\/)ingress-nginx$/.test(chart)) return failWith(shell, 'helmChart', { chart: chart.slice(0, 80) });
  const known = releasesOf(shell).find((release) => release.name === name && release.namespace === namespace);
  if (verb === 'install' && known) return fail('Error: INSTALLATION FAILED: cannot re-use a name that is still in use');
  if (verb === 'upgrade' && !known && !given.values.has('install'))
    return fail(`Error: UPGRADE FAILED: "${name}" has no deployed releases`);
  if (!known && releasesOf(shell).length >= MOST_RELEASES) return failWith(shell, 'tooManyReleases', { most: MOST_RELEASES });
  const settings = readSettings(shell, given);
  if ('code' in settings) return settings;
  const { values } = settings;
  const set = [...values].flatMap(([key, value]) =>
    key.startsWith(ANNOTATION) ? [[key.slice(ANNOTATION.length).replaceAll(String.raw`\.`, '.'), value] as const] : [],
  );
  // Without --reuse-values what is not set again is the chart's own again.
  const reused = given.values.has('reuse-values') ? known?.service : undefined;
  const annotations: Readonly<Record<string, string>> = { ...reused?.annotations, ...Object.fromEntries(set) };
  const policy = values.get('controller.service.externalTrafficPolicy') ?? reused?.externalTrafficPolicy;
  const hasService = Object.keys(annotations).length > 0 || policy !== undefined;
  const release: IngressControllerInstall = {
    name,
    class: values.get('controller.ingressClassResource.name') ?? known?.class ?? 'nginx',
    namespace,
    ...(values.get('controller.ingressClassResource.default') === 'true' ? { default: true } : {}),
    ...(hasService
      ? {
          service: {
            ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
            ...(policy === 'Local' || policy === 'Cluster' ? { externalTrafficPolicy: policy } : {}),
          },
        }
      : known?.service
        ? { service: known.service }
        : {}),
    ...(values.get('controller.extraArgs.enable-ssl-passthrough') === 'true' ? { enableSSLPassthrough: true } : {}),
  };
  const others = releasesOf(shell).filter((item) => item !== known);
  put(shell, [...others, release]);
  const unread = [...values.keys()].filter(
    (key) =>
      !/^controller\.(?:service\.(?:annotations\.|externalTrafficPolicy)|ingressClassResource\.(?:name|default)|extraArgs\.enable-ssl-passthrough)/.test(
        key,
      ),
  );
  const note = unread.length === 0 ? '' : `${shell.env.say('terminal.helmUnread', { keys: unread.join(', ').slice(0, 200) })}\n`;
  const first = known
    ? `Release "${name}" has been upgraded. Happy Helming!\n`
    : verb === 'upgrade'
      ? `Release "${name}" does not exist. Installing it now.\n`
      : '';
  return {
    out: `${first}NAME: ${name}\nNAMESPACE: ${namespace}\nSTATUS: deployed\nREVISION: ${known ? 2 : 1}\nTEST SUITE: None\nNOTES:\nThe ingress-nginx controller has been installed.\n`,
    err: note,
    code: 0,
  };
}

function uninstall(shell: Shell, name: string, namespace: string): Done {
  const left = releasesOf(shell).filter((release) => release.name !== name || release.namespace !== namespace);
  if (left.length === releasesOf(shell).length)
    return fail(`Error: uninstall: Release not loaded: ${name.slice(0, 60)}: release: not found`);
  put(shell, left);
  return ok(`release "${name}" uninstalled`);
}

function put(shell: Shell, releases: readonly IngressControllerInstall[]): void {
  const { network } = shell.env.spec;
  const [first, ...others] = network.managedClusters;
  if (!first) return;
  const { ingressControllers: _before, ...rest } = first;
  const cluster: ManagedCluster = releases.length === 0 ? rest : { ...rest, ingressControllers: releases };
  const changed: NetworkDocument = { ...network, managedClusters: [cluster, ...others] };
  shell.edits.push({ type: 'putNetwork', network: changed });
}
