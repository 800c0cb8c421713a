// Services, defaulted and validated. Rules: VAL7, VAL31–VAL53, SVC5. What is taken by another Service is the engine's to say (VAL38, VAL45).
import { type ObjectMeta, type Service, type ServicePort, TRAFFIC_DISTRIBUTIONS } from '../engine/model/kubernetes.ts';
import { parseCidr, parseIpv4 } from '../engine/net/ipv4.ts';
import { PROTOCOLS } from '../engine/net/packet.ts';
import { lintAzureService } from './azureServiceLint.ts';
import { CIDR_TEXT, IP_TEXT, isAddress, isIpv6, isIpv6Cidr } from './addresses.ts';
import { checkDnsLabel, checkLabels, checkPort, checkPortNumber, isSubdomain, SUBDOMAIN_DETAIL } from './names.ts';
import { duplicate, type Findings, forbidden, invalid, required } from './problems.ts';
import { bool, compact, filled, has, labels, list, number, oneOf, type Rec, record, text, texts } from './take.ts';
import type { Path } from './yamlDocument.ts';

const NODE_PORTS = { from: 30_000, to: 32_767 };
const ONLY_LOAD_BALANCER = "may only be used when `type` is 'LoadBalancer'";

/** What the checks below share. */
interface Reading {
  readonly found: Findings;
  readonly spec: Rec;
  readonly type: Service['spec']['type'];
  readonly clusterIP: string | undefined;
}

export function readService(found: Findings, object: Rec, metadata: ObjectMeta): Service {
  const spec = record(object['spec']);
  const type = oneOf(spec, 'type', ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'] as const) ?? 'ClusterIP';
  const clusterIP = text(spec, 'clusterIP') ?? texts(spec, 'clusterIPs')?.[0];
  const reading: Reading = { found, spec, type, clusterIP };
  checkLabels(found.fail, spec['selector'], ['spec', 'selector']);
  checkAddresses(reading);
  checkTraffic(reading);
  checkAffinity(reading);
  lintAzureService(found, object);
  const ports = readPorts(reading);
  const eTP = oneOf(spec, 'externalTrafficPolicy', ['Cluster', 'Local'] as const);
  const iTP = oneOf(spec, 'internalTrafficPolicy', ['Cluster', 'Local'] as const);
  const healthCheckNodePort = number(spec, 'healthCheckNodePort');
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata,
    spec: compact<Service['spec']>({
      type,
      selector: labels(spec, 'selector'),
      ports,
      clusterIP: clusterIP === 'None' || parseIpv4(clusterIP ?? '') !== undefined ? clusterIP : undefined,
      externalName: type === 'ExternalName' ? text(spec, 'externalName') : undefined,
      externalIPs: filled(keepIpv4(found, texts(spec, 'externalIPs'), { path: ['spec', 'externalIPs'], isIpv6 })),
      // Cluster, None and true are what absence means.
      externalTrafficPolicy: eTP === 'Local' ? eTP : undefined,
      internalTrafficPolicy: iTP === 'Local' ? iTP : undefined,
      publishNotReadyAddresses: bool(spec, 'publishNotReadyAddresses') === true ? true : undefined,
      sessionAffinity: oneOf(spec, 'sessionAffinity', ['ClientIP'] as const),
      loadBalancerSourceRanges: filled(
        keepIpv4(found, ranges(spec), { path: ['spec', 'loadBalancerSourceRanges'], isIpv6: isIpv6Cidr }),
      ),
      loadBalancerIP: text(spec, 'loadBalancerIP'),
      allocateLoadBalancerNodePorts: bool(spec, 'allocateLoadBalancerNodePorts') === false ? false : undefined,
      healthCheckNodePort: healthCheckNodePort === 0 ? undefined : healthCheckNodePort,
      sessionAffinityConfig: affinityConfig(spec),
      loadBalancerClass: text(spec, 'loadBalancerClass'),
      trafficDistribution: oneOf(spec, 'trafficDistribution', TRAFFIC_DISTRIBUTIONS),
    }),
    ...readStatus(record(object['status'])),
  };
}

/** Only that a load balancer sends to node ports instead of its own address (SVC20). */
function readStatus(status: Rec): Pick<Service, 'status'> {
  const ingress = list(record(status['loadBalancer']), 'ingress') ?? [];
  const proxied = ingress.some((item) => text(record(item), 'ipMode') === 'Proxy');
  return proxied ? { status: { loadBalancer: { ingress: [{ ipMode: 'Proxy' }] } } } : {};
}

/** The default of three hours says nothing. */
function affinityConfig(spec: Rec): Service['spec']['sessionAffinityConfig'] {
  const timeoutSeconds = affinityTimeout(spec);
  return timeoutSeconds === undefined || timeoutSeconds === 10_800 ? undefined : { clientIP: { timeoutSeconds } };
}

function affinityTimeout(spec: Rec): number | undefined {
  return number(record(record(spec['sessionAffinityConfig'])['clientIP']), 'timeoutSeconds');
}

function ranges(spec: Rec): string[] | undefined {
  return texts(spec, 'loadBalancerSourceRanges')?.map((range) => range.trim());
}

function keepIpv4(
  found: Findings,
  values: readonly string[] | undefined,
  by: { readonly path: Path; readonly isIpv6: (value: string) => boolean },
): string[] {
  return (values ?? []).filter((value, index) => {
    if (!by.isIpv6(value)) return true;
    found.note({ path: [...by.path, index], treatment: 'unsupported', reason: 'report.ipv6' });
    return false;
  });
}

function readPorts({ found, spec, type, clusterIP }: Reading): ServicePort[] {
  const { fail } = found;
  const given = list(spec, 'ports') ?? [];
  if (given.length === 0 && clusterIP !== 'None' && type !== 'ExternalName') fail(required('VAL31', ['spec', 'ports']));
  const [names, numbers, nodePorts] = [new Set<string>(), new Set<string>(), new Set<string>()];
  return given.map((item, index) => {
    const source = record(item);
    const path: Path = ['spec', 'ports', index];
    const port = number(source, 'port');
    const protocol = oneOf(source, 'protocol', PROTOCOLS) ?? 'TCP';
    const name = text(source, 'name');
    const wanted = number(source, 'targetPort') ?? text(source, 'targetPort');
    // 0 and '' are how Go says that nothing was said.
    const targetPort = wanted === undefined || wanted === 0 ? (port ?? 0) : wanted;
    const nodePort = number(source, 'nodePort');
    if (name === undefined && given.length > 1) fail(required('VAL32', [...path, 'name']));
    if (name !== undefined) {
      checkDnsLabel(fail, name, [...path, 'name']);
      if (names.has(name)) fail(duplicate('VAL33', [...path, 'name'], name));
      names.add(name);
    }
    checkPortNumber(fail, port ?? 0, [...path, 'port']);
    if (wanted !== undefined && targetPort !== port) checkPort(fail, targetPort, [...path, 'targetPort']);
    const key = `${port}/${protocol}`;
    if (numbers.has(key)) fail(duplicate('VAL34', path, portKey(protocol, port ?? 0)));
    numbers.add(key);
    if (nodePort !== undefined && nodePort !== 0 && type !== 'ExternalName')
      checkNodePort({ found, type, taken: nodePorts }, `${nodePort}/${protocol}`, [...path, 'nodePort']);
    return compact<ServicePort>({
      name,
      port: port ?? 0,
      targetPort,
      protocol,
      nodePort: nodePort === 0 || type === 'ExternalName' ? undefined : nodePort,
      appProtocol: text(source, 'appProtocol'),
    });
  });
}

/** The key that the validator compares, as Go prints it: its other fields are empty. */
function portKey(Protocol: string, Port: number): Readonly<Record<string, unknown>> {
  return { Name: '', Protocol, AppProtocol: null, Port, TargetPort: 0, NodePort: 0 };
}

function checkNodePort(
  from: { readonly found: Findings; readonly type: string; readonly taken: Set<string> },
  key: string,
  path: Path,
): void {
  const { fail } = from.found;
  const value = Number.parseInt(key, 10);
  if (from.type === 'ClusterIP') fail(forbidden('VAL35', path, "may not be used when `type` is 'ClusterIP'"));
  else if (value < NODE_PORTS.from || value > NODE_PORTS.to) {
    fail(invalid('VAL37', path, value, 'provided port is not in the valid range. The range of valid ports is 30000-32767'));
  }
  if (from.taken.has(key)) fail(duplicate('VAL36', path, value));
  from.taken.add(key);
}

function checkAddresses({ found, spec, type, clusterIP }: Reading): void {
  const { fail } = found;
  const path: Path = text(spec, 'clusterIP') === undefined ? ['spec', 'clusterIPs', 0] : ['spec', 'clusterIP'];
  if (clusterIP === 'None' && (type === 'NodePort' || type === 'LoadBalancer')) {
    fail(invalid('VAL41', ['spec', 'clusterIPs', 0], 'None', `may not be set to 'None' for ${type} services`));
  }
  if (clusterIP !== undefined && type === 'ExternalName')
    fail(forbidden('VAL42', ['spec', 'clusterIPs'], 'may not be set for ExternalName services'));
  else if (clusterIP !== undefined && clusterIP !== 'None') {
    if (isIpv6(clusterIP)) found.note({ path, treatment: 'unsupported', reason: 'report.ipv6' });
    else if (parseIpv4(clusterIP) === undefined) fail(invalid('VAL45', path, clusterIP, IP_TEXT));
  }
  if (type === 'ExternalName') {
    const name = text(spec, 'externalName');
    if (name === undefined) fail(required('VAL43', ['spec', 'externalName']));
    else if (!isSubdomain(name.replace(/\.$/, ''))) fail(invalid('VAL43', ['spec', 'externalName'], name, SUBDOMAIN_DETAIL));
  }
  (texts(spec, 'externalIPs') ?? []).forEach((ip, index) => {
    if (!isAddress(ip)) fail(invalid('VAL22', ['spec', 'externalIPs', index], ip, IP_TEXT));
  });
}

function checkTraffic({ found, spec, type }: Reading): void {
  const { fail } = found;
  const external = type === 'NodePort' || type === 'LoadBalancer' || filled(texts(spec, 'externalIPs')) !== undefined;
  const eTP = text(spec, 'externalTrafficPolicy');
  if (eTP !== undefined && !external)
    fail(invalid('VAL46', ['spec', 'externalTrafficPolicy'], eTP, 'may only be set for externally-accessible services'));
  const check = number(spec, 'healthCheckNodePort') ?? 0;
  if (check !== 0 && !(type === 'LoadBalancer' && eTP === 'Local')) {
    fail(
      invalid(
        'VAL48',
        ['spec', 'healthCheckNodePort'],
        check,
        "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'",
      ),
    );
  }
  const sources = ranges(spec) ?? [];
  if (sources.length > 0 && type !== 'LoadBalancer')
    fail(forbidden('VAL49', ['spec', 'LoadBalancerSourceRanges'], ONLY_LOAD_BALANCER));
  sources.forEach((range, index) => {
    if (!parseCidr(range) && !isIpv6Cidr(range))
      fail(invalid('VAL49', ['spec', 'LoadBalancerSourceRanges', index], range, CIDR_TEXT));
  });
  for (const key of ['allocateLoadBalancerNodePorts', 'loadBalancerClass']) {
    if (has(spec, key) && type !== 'LoadBalancer') fail(forbidden('VAL50', ['spec', key], ONLY_LOAD_BALANCER));
  }
}

function checkAffinity({ found, spec }: Reading): void {
  const path: Path = ['spec', 'sessionAffinityConfig'];
  if (!has(spec, 'sessionAffinityConfig')) return;
  const timeout = affinityTimeout(spec);
  if (text(spec, 'sessionAffinity') !== 'ClientIP')
    found.fail(forbidden('VAL51', path, 'must not be set when session affinity is None'));
  else if (timeout !== undefined && (timeout <= 0 || timeout > 86_400)) {
    found.fail(invalid('VAL52', [...path, 'clientIP', 'timeoutSeconds'], timeout, 'must be greater than 0 and less than 86400'));
  }
}
