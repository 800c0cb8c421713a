// Services and EndpointSlices, defaulted and validated. Rules: VAL31–VAL53, SVC5, SVC7.
import type { EndpointSlice, ObjectMeta, Service, ServicePort } from '../engine/model/kubernetes.ts';
import { parseCidr, parseIpv4 } from '../engine/net/ipv4.ts';
import type { Protocol } from '../engine/net/packet.ts';
import { checkLabels, checkPort, checkPortLabel, checkPortNumber, isSubdomain, SUBDOMAIN_DETAIL } from './names.ts';
import { duplicate, type Fail, forbidden, invalid, required } from './problems.ts';
import { bool, compact, labels, list, number, type Rec, record, text, texts } from './take.ts';
import type { Path } from './yamlDocument.ts';

const NODE_PORTS = { from: 30_000, to: 32_767 };

export function readService(fail: Fail, object: Rec, metadata: ObjectMeta): Service {
  const spec = record(object['spec']);
  const type = (text(spec, 'type') ?? 'ClusterIP') as Service['spec']['type'];
  const clusterIP = text(spec, 'clusterIP') ?? texts(spec, 'clusterIPs')?.[0];
  checkLabels(fail, spec['selector'], ['spec', 'selector']);
  checkAddresses(fail, spec, type, clusterIP);
  const ports = readPorts(fail, spec, type, clusterIP);
  checkPolicies(fail, spec, type);
  const eTP = text(spec, 'externalTrafficPolicy') as Service['spec']['externalTrafficPolicy'];
  const iTP = text(spec, 'internalTrafficPolicy') as Service['spec']['internalTrafficPolicy'];
  const affinity = text(spec, 'sessionAffinity') as Service['spec']['sessionAffinity'];
  const externalIPs = texts(spec, 'externalIPs');
  const ranges = texts(spec, 'loadBalancerSourceRanges')?.map((range) => range.trim());
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata,
    spec: compact({
      type,
      selector: labels(spec, 'selector'),
      ports,
      clusterIP,
      externalName: text(spec, 'externalName'),
      externalIPs: externalIPs && externalIPs.length > 0 ? externalIPs : undefined,
      externalTrafficPolicy: eTP === 'Local' ? eTP : undefined,
      internalTrafficPolicy: iTP === 'Local' ? iTP : undefined,
      publishNotReadyAddresses: bool(spec, 'publishNotReadyAddresses') === true ? true : undefined,
      sessionAffinity: affinity === 'ClientIP' ? affinity : undefined,
      loadBalancerSourceRanges: ranges && ranges.length > 0 ? ranges : undefined,
      loadBalancerIP: text(spec, 'loadBalancerIP'),
      allocateLoadBalancerNodePorts: bool(spec, 'allocateLoadBalancerNodePorts') === false ? false : undefined,
      healthCheckNodePort: number(spec, 'healthCheckNodePort'),
    }) as Service['spec'],
  };
}

function readPorts(fail: Fail, spec: Rec, type: Service['spec']['type'], clusterIP: string | undefined): ServicePort[] {
  const given = list(spec, 'ports') ?? [];
  if (given.length === 0 && clusterIP !== 'None' && type !== 'ExternalName') fail(required('VAL31', ['spec', 'ports']));
  const names = new Set<string>();
  const numbers = new Set<string>();
  const nodePorts = new Set<string>();
  return given.map((item, index) => {
    const source = record(item);
    const path: Path = ['spec', 'ports', index];
    const port = number(source, 'port');
    const protocol = (text(source, 'protocol') ?? 'TCP') as Protocol;
    const name = text(source, 'name');
    const targetPort = number(source, 'targetPort') ?? text(source, 'targetPort') ?? port ?? 0;
    const nodePort = number(source, 'nodePort');
    if (name === undefined && given.length > 1) fail(required('VAL32', [...path, 'name']));
    if (name !== undefined) {
      checkPortLabel(fail, name, [...path, 'name']);
      if (names.has(name)) fail(duplicate('VAL33', [...path, 'name'], name));
      names.add(name);
    }
    if (port === undefined) fail(required('VAL16', [...path, 'port']));
    else checkPortNumber(fail, port, [...path, 'port']);
    if (clusterIP !== 'None' || targetPort !== port) checkPort(fail, targetPort, [...path, 'targetPort']);
    const key = `${port}/${protocol}`;
    if (numbers.has(key)) fail(duplicate('VAL34', path, { port, protocol }));
    numbers.add(key);
    if (nodePort !== undefined && nodePort !== 0) {
      if (type === 'ClusterIP' || type === 'ExternalName') fail(forbidden('VAL35', [...path, 'nodePort'], `may not be used when \`type\` is '${type}'`));
      else if (nodePort < NODE_PORTS.from || nodePort > NODE_PORTS.to) {
        fail(invalid('VAL37', [...path, 'nodePort'], nodePort, 'provided port is not in the valid range. The range of valid ports is 30000-32767'));
      }
      const nodeKey = `${nodePort}/${protocol}`;
      if (nodePorts.has(nodeKey)) fail(duplicate('VAL36', [...path, 'nodePort'], nodePort));
      nodePorts.add(nodeKey);
    }
    return compact({
      name,
      port: port ?? 0,
      targetPort,
      protocol,
      nodePort: nodePort === 0 ? undefined : nodePort,
      appProtocol: text(source, 'appProtocol'),
    }) as ServicePort;
  });
}

function checkAddresses(fail: Fail, spec: Rec, type: Service['spec']['type'], clusterIP: string | undefined): void {
  const path: Path = text(spec, 'clusterIP') === undefined ? ['spec', 'clusterIPs', 0] : ['spec', 'clusterIP'];
  if (clusterIP === 'None' && (type === 'NodePort' || type === 'LoadBalancer')) {
    fail(invalid('VAL41', ['spec', 'clusterIPs', 0], 'None', `may not be set to 'None' for ${type} services`));
  }
  if (clusterIP !== undefined && type === 'ExternalName') fail(forbidden('VAL42', ['spec', 'clusterIPs'], 'may not be set for ExternalName services'));
  else if (clusterIP !== undefined && clusterIP !== 'None' && parseIpv4(clusterIP) === undefined) {
    fail(invalid('VAL45', path, clusterIP, 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'));
  }
  if (type === 'ExternalName') {
    const name = text(spec, 'externalName');
    if (name === undefined) fail(required('VAL43', ['spec', 'externalName']));
    else if (!isSubdomain(name.replace(/\.$/, ''))) fail(invalid('VAL43', ['spec', 'externalName'], name, SUBDOMAIN_DETAIL));
  }
  (texts(spec, 'externalIPs') ?? []).forEach((ip, index) => {
    if (parseIpv4(ip) === undefined) fail(invalid('VAL22', ['spec', 'externalIPs', index], ip, 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'));
  });
}

function checkPolicies(fail: Fail, spec: Rec, type: Service['spec']['type']): void {
  const external = type === 'NodePort' || type === 'LoadBalancer' || (texts(spec, 'externalIPs') ?? []).length > 0;
  const eTP = text(spec, 'externalTrafficPolicy');
  if (eTP !== undefined && !external) fail(invalid('VAL46', ['spec', 'externalTrafficPolicy'], eTP, 'may only be set for externally-accessible services'));
  const check = number(spec, 'healthCheckNodePort');
  if (check !== undefined && check !== 0 && !(type === 'LoadBalancer' && eTP === 'Local')) {
    fail(invalid('VAL48', ['spec', 'healthCheckNodePort'], check, "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'"));
  }
  const ranges = texts(spec, 'loadBalancerSourceRanges') ?? [];
  if (ranges.length > 0 && type !== 'LoadBalancer') {
    fail(forbidden('VAL49', ['spec', 'LoadBalancerSourceRanges'], "may only be used when `type` is 'LoadBalancer'"));
  }
  ranges.forEach((range, index) => {
    if (parseCidr(range.trim()) === undefined) {
      fail(invalid('VAL49', ['spec', 'loadBalancerSourceRanges', index], range, 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)'));
    }
  });
  if (bool(spec, 'allocateLoadBalancerNodePorts') === false && type !== 'LoadBalancer') {
    fail(forbidden('VAL50', ['spec', 'allocateLoadBalancerNodePorts'], "may only be used when `type` is 'LoadBalancer'"));
  }
  const timeout = number(record(record(spec['sessionAffinityConfig'])['clientIP']), 'timeoutSeconds');
  const affinity = text(spec, 'sessionAffinity') ?? 'None';
  if (affinity === 'None' && spec['sessionAffinityConfig'] !== undefined && spec['sessionAffinityConfig'] !== null) {
    fail(forbidden('VAL51', ['spec', 'sessionAffinityConfig'], 'must not be set when session affinity is None'));
  } else if (timeout !== undefined && (timeout <= 0 || timeout > 86_400)) {
    fail(invalid('VAL52', ['spec', 'sessionAffinityConfig', 'clientIP', 'timeoutSeconds'], timeout, 'must be greater than 0 and less than 86400'));
  }
}

export function readEndpointSlice(fail: Fail, object: Rec, metadata: ObjectMeta): EndpointSlice {
  const addressType = (text(object, 'addressType') ?? 'IPv4') as EndpointSlice['addressType'];
  if (text(object, 'addressType') === undefined) fail(required('VAL62', ['addressType']));
  const ports = (list(object, 'ports') ?? []).map((item, index) => {
    const port = record(item);
    const value = number(port, 'port');
    if (value !== undefined) checkPortNumber(fail, value, ['ports', index, 'port']);
    return compact({ name: text(port, 'name'), port: value, protocol: (text(port, 'protocol') ?? 'TCP') as Protocol }) as EndpointSlice['ports'][number];
  });
  const endpoints = (list(object, 'endpoints') ?? []).map((item, index) => {
    const endpoint = record(item);
    const addresses = texts(endpoint, 'addresses') ?? [];
    if (addresses.length === 0) fail(required('SVC7', ['endpoints', index, 'addresses']));
    addresses.forEach((address, position) => {
      if (addressType === 'IPv4' && parseIpv4(address) === undefined) {
        fail(invalid('SVC7', ['endpoints', index, 'addresses', position], address, 'must be a valid IPv4 address'));
      }
    });
    const source = record(endpoint['conditions']);
    const conditions = compact({ ready: bool(source, 'ready'), serving: bool(source, 'serving'), terminating: bool(source, 'terminating') });
    return compact({
      addresses,
      conditions: Object.keys(conditions).length > 0 ? conditions : undefined,
      nodeName: text(endpoint, 'nodeName'),
      hostname: text(endpoint, 'hostname'),
    }) as EndpointSlice['endpoints'][number];
  });
  return { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', metadata, addressType, ports, endpoints };
}
