// Repairs of a pod's resolver: whom it asks (`dnsPolicy`), which suffixes it tries (`searches`), and from how many dots on it takes a name as whole
// (`ndots`). Rules: DNS4, DNS5, DNS11, G-2, G-4.
import { clusterFirst } from '../dataplane/dns.ts';
import type { Edit } from '../edit/edit.ts';
import type { PodDnsConfig, PodSpec } from '../model/kubernetes.ts';
import { findObject, type NetworkSpec } from '../model/spec.ts';
import { type Candidate, type Case, findPod, podName } from './counterfactual.ts';

/** Few dots tell names of the house from names of the street. */
const DOTS = [2, 3, 1, 4, 5];

/** The settings of the sender's own resolver, one changed at a time; whoever asks as every pod does has `ndots` alone to change. */
export function repairResolver({ spec, dataplane, trace }: Case): Candidate[] {
  const pod = findPod(dataplane, trace.flow.from);
  const found = pod && sheetOf(spec, pod);
  if (!pod || !found) return [];
  const { sheet, object, write } = found;
  const { dnsPolicy: policy = 'ClusterFirst', dnsConfig = {}, hostNetwork } = sheet;
  const named = (field: string, current: string, suggested: string): Candidate['params'] => ({
    pod: podName(pod),
    object,
    field,
    current,
    suggested,
  });
  const change = (code: string, params: Candidate['params'], changed: PodSpec): Candidate => ({
    code,
    params,
    ref: object,
    edits: [write(changed)],
  });
  const wanted = hostNetwork === true ? 'ClusterFirstWithHostNet' : 'ClusterFirst';
  const asked =
    policy === wanted ? [] : [change('dns.policy', named('dnsPolicy', policy, wanted), { ...sheet, dnsPolicy: wanted })];
  // A sheet that was written on purpose (`None`) is mended, before it is thrown away.
  return [...suffixes(), ...asked, ...dots()];

  function suffixes(): Candidate[] {
    const { search } = clusterFirst(pod?.namespace ?? '');
    const current = dnsConfig.searches ?? [];
    const searches = [...search, ...current.filter((suffix) => !search.includes(suffix))];
    if (policy !== 'None' || searches.length === current.length) return [];
    const params = named('dnsConfig.searches', current.join(', ') || '–', searches.join(', '));
    return [change('dns.search', params, { ...sheet, dnsConfig: { ...dnsConfig, searches } })];
  }

  function dots(): Candidate[] {
    const current = dnsConfig.options?.find(({ name }) => name === 'ndots')?.value ?? (policy === wanted ? '5' : '1');
    return DOTS.map(String)
      .filter((value) => value !== current)
      .map((value) =>
        change('dns.search', named('dnsConfig.options', `ndots: ${current}`, `ndots: ${value}`), {
          ...sheet,
          dnsConfig: withDots(dnsConfig, value),
        }),
      );
  }
}

function withDots(config: PodDnsConfig, value: string): PodDnsConfig {
  return { ...config, options: [...(config.options ?? []).filter(({ name }) => name !== 'ndots'), { name: 'ndots', value }] };
}

interface Sheet {
  readonly sheet: PodSpec;
  readonly object: string;
  readonly write: (changed: PodSpec) => Edit;
}

/** Where the pod's settings are written: in itself, or in the template of its Deployment. */
function sheetOf(
  spec: NetworkSpec,
  pod: { readonly namespace: string; readonly name: string; readonly owner?: string },
): Sheet | undefined {
  const [kind = 'Pod', namespace = pod.namespace, name = pod.name] = pod.owner?.split('/') ?? [];
  if (kind !== 'Pod' && kind !== 'Deployment') return undefined;
  const resource = findObject(spec, { kind, namespace, name });
  const object = `${kind}/${namespace}/${name}`;
  if (resource?.kind === 'Pod')
    return {
      sheet: resource.spec,
      object,
      write: (changed) => ({ type: 'putObject', resource: { ...resource, spec: changed } }),
    };
  if (resource?.kind !== 'Deployment') return undefined;
  const { template } = resource.spec;
  return {
    sheet: template.spec,
    object,
    write: (changed) => ({
      type: 'putObject',
      resource: { ...resource, spec: { ...resource.spec, template: { ...template, spec: changed } } },
    }),
  };
}
