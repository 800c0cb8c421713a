// Repairs of a health probe that every backend answers badly: the path that ingress-nginx answers with 200, on the Service or in the values of the
// install that writes it. Rules: B-18, B-19, S12.
import { ANNOTATION } from '../dataplane/services.ts';
import { findObject } from '../model/spec.ts';
import { type Candidate, type Case, stepsOf } from './counterfactual.ts';
import { serviceCandidate } from './counterfactualServiceWrite.ts';
import { changed, inNetwork } from './counterfactualWrite.ts';

const PATH = `${ANNOTATION}azure-load-balancer-health-probe-request-path`;
const ANSWERED = '/healthz';

export function repairProbe({ spec, trace }: Case): Candidate[] {
  const last = stepsOf(trace).at(-1);
  if (last?.code !== 'lb.noHealthyNode' || last.params['why'] !== 'path') return [];
  const [, namespace = '', name = ''] = (last.rule?.object ?? '').split('/');
  const params = { service: `${namespace}/${name}`, field: PATH, current: '/', suggested: ANSWERED };
  const service = findObject(spec, { kind: 'Service', namespace, name });
  if (service?.kind === 'Service') {
    const annotations = { ...service.metadata.annotations, [PATH]: ANSWERED };
    return [serviceCandidate('lb.probe', service, params, { ...service, metadata: { ...service.metadata, annotations } })];
  }
  const { network } = spec;
  const [cluster] = network.managedClusters;
  const install = cluster?.ingressControllers?.find((item) => item.namespace === namespace && name.startsWith(item.name));
  if (!cluster || !install) return [];
  const annotations = { ...install.service?.annotations, [PATH]: ANSWERED };
  const ingressControllers = changed(cluster.ingressControllers, { ...install, service: { ...install.service, annotations } });
  const managedClusters = changed(network.managedClusters, { ...cluster, ingressControllers });
  return [inNetwork('lb.probe', `Service/${params.service}`, { params, network: { ...network, managedClusters } })];
}
