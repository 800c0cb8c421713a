// Services and EndpointSlices: defaults and the API server's words. Rules: VAL7, VAL31–VAL53, SVC5, SVC7.
import { describe, expect, it } from 'vitest';
import { errorsOf, problemsOf, readOne, sentencesOf, service } from './sentences.ts';

const SUBDOMAIN =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

describe('defaults', () => {
  it('SVC5 type ClusterIP, protocol TCP, targetPort the port', () => {
    expect(readOne(service('ports: [{ port: 80 }]'), 'Service').spec).toEqual({
      type: 'ClusterIP',
      ports: [{ port: 80, targetPort: 80, protocol: 'TCP' }],
    });
  });

  it('what a field says anyway is not kept: Cluster, None, true', () => {
    const text = service(
      'type: LoadBalancer\nexternalTrafficPolicy: Cluster\ninternalTrafficPolicy: Cluster\nsessionAffinity: None\nallocateLoadBalancerNodePorts: true\nhealthCheckNodePort: 0\nports: [{ port: 80, nodePort: 0 }]',
    );
    expect(readOne(text, 'Service').spec).toEqual({
      type: 'LoadBalancer',
      ports: [{ port: 80, targetPort: 80, protocol: 'TCP' }],
    });
  });

  it('SVC21 ExternalName needs no port and takes no node port', () => {
    expect(readOne(service('type: ExternalName\nexternalName: db.example.com.'), 'Service').spec).toEqual({
      type: 'ExternalName',
      externalName: 'db.example.com.',
      ports: [],
    });
  });

  it('a headless Service needs no port', () => {
    expect(readOne(service('clusterIP: None\nselector: { app: db }'), 'Service').spec.clusterIP).toBe('None');
    expect(readOne(service('clusterIPs: [None]'), 'Service').spec.clusterIP).toBe('None');
  });
});

describe('validation', () => {
  it.each([
    ['VAL31', 'selector: { app: web }', 'spec.ports: Required value'],
    ['VAL32', 'ports: [{ port: 80, name: http }, { port: 81 }]', 'spec.ports[1].name: Required value'],
    ['VAL33', 'ports: [{ port: 80, name: http }, { port: 81, name: http }]', 'spec.ports[1].name: Duplicate value: "http"'],
    [
      'VAL34',
      'ports: [{ port: 80, name: a }, { port: 80, name: b }]',
      'spec.ports[1]: Duplicate value: {"Name":"","Protocol":"TCP","AppProtocol":null,"Port":80,"TargetPort":0,"NodePort":0}',
    ],
    [
      'VAL35',
      'ports: [{ port: 80, nodePort: 30080 }]',
      "spec.ports[0].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'",
    ],
    [
      'VAL36',
      'type: NodePort\nports: [{ port: 80, name: a, nodePort: 30080 }, { port: 81, name: b, nodePort: 30080 }]',
      'spec.ports[1].nodePort: Duplicate value: 30080',
    ],
    [
      'VAL37',
      'type: NodePort\nports: [{ port: 80, nodePort: 22 }]',
      'spec.ports[0].nodePort: Invalid value: 22: provided port is not in the valid range. The range of valid ports is 30000-32767',
    ],
    [
      'VAL39',
      'ports: [{ port: 80, protocol: HTTP }]',
      'spec.ports[0].protocol: Unsupported value: "HTTP": supported values: "SCTP", "TCP", "UDP"',
    ],
    [
      'VAL40',
      'type: Ingress\nports: [{ port: 80 }]',
      'spec.type: Unsupported value: "Ingress": supported values: "ClusterIP", "ExternalName", "LoadBalancer", "NodePort"',
    ],
    [
      'VAL41',
      'type: NodePort\nclusterIP: None\nports: [{ port: 80 }]',
      `spec.clusterIPs[0]: Invalid value: "None": may not be set to 'None' for NodePort services`,
    ],
    [
      'VAL41',
      'type: LoadBalancer\nclusterIP: None\nports: [{ port: 80 }]',
      `spec.clusterIPs[0]: Invalid value: "None": may not be set to 'None' for LoadBalancer services`,
    ],
    [
      'VAL42',
      'type: ExternalName\nexternalName: a.example\nclusterIP: 10.0.0.9',
      'spec.clusterIPs: Forbidden: may not be set for ExternalName services',
    ],
    ['VAL43', 'type: ExternalName', 'spec.externalName: Required value'],
    ['VAL43', 'type: ExternalName\nexternalName: Web_1', `spec.externalName: Invalid value: "Web_1": ${SUBDOMAIN}`],
    [
      'VAL45',
      'clusterIP: 10.0.0\nports: [{ port: 80 }]',
      'spec.clusterIP: Invalid value: "10.0.0": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
    ],
    [
      'VAL46',
      'externalTrafficPolicy: Local\nports: [{ port: 80 }]',
      'spec.externalTrafficPolicy: Invalid value: "Local": may only be set for externally-accessible services',
    ],
    [
      'VAL47',
      'type: NodePort\nexternalTrafficPolicy: Node\nports: [{ port: 80 }]',
      'spec.externalTrafficPolicy: Unsupported value: "Node": supported values: "Cluster", "Local"',
    ],
    [
      'VAL47',
      'internalTrafficPolicy: Node\nports: [{ port: 80 }]',
      'spec.internalTrafficPolicy: Unsupported value: "Node": supported values: "Cluster", "Local"',
    ],
    [
      'VAL48',
      'type: LoadBalancer\nhealthCheckNodePort: 31000\nports: [{ port: 80 }]',
      "spec.healthCheckNodePort: Invalid value: 31000: may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'",
    ],
    [
      'VAL49',
      'loadBalancerSourceRanges: [10.0.0.0/8]\nports: [{ port: 80 }]',
      "spec.LoadBalancerSourceRanges: Forbidden: may only be used when `type` is 'LoadBalancer'",
    ],
    [
      'VAL49',
      'type: LoadBalancer\nloadBalancerSourceRanges: [10.0.0.1]\nports: [{ port: 80 }]',
      'spec.LoadBalancerSourceRanges[0]: Invalid value: "10.0.0.1": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)',
    ],
    [
      'VAL50',
      'allocateLoadBalancerNodePorts: true\nports: [{ port: 80 }]',
      "spec.allocateLoadBalancerNodePorts: Forbidden: may only be used when `type` is 'LoadBalancer'",
    ],
    [
      'VAL50',
      'loadBalancerClass: x.example/y\nports: [{ port: 80 }]',
      "spec.loadBalancerClass: Forbidden: may only be used when `type` is 'LoadBalancer'",
    ],
    [
      'VAL51',
      'sessionAffinityConfig: { clientIP: { timeoutSeconds: 10 } }\nports: [{ port: 80 }]',
      'spec.sessionAffinityConfig: Forbidden: must not be set when session affinity is None',
    ],
    [
      'VAL52',
      'sessionAffinity: ClientIP\nsessionAffinityConfig: { clientIP: { timeoutSeconds: 86401 } }\nports: [{ port: 80 }]',
      'spec.sessionAffinityConfig.clientIP.timeoutSeconds: Invalid value: 86401: must be greater than 0 and less than 86400',
    ],
    ['VAL16', 'ports: [{ port: 0 }]', 'spec.ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive'],
    ['VAL16', 'ports: [{ targetPort: 80 }]', 'spec.ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive'],
    [
      'VAL17',
      'ports: [{ port: 80, targetPort: a--b }]',
      'spec.ports[0].targetPort: Invalid value: "a--b": must not contain consecutive hyphens',
    ],
    [
      'VAL17',
      'ports: [{ port: 80, targetPort: a-name-of-sixteen }]',
      'spec.ports[0].targetPort: Invalid value: "a-name-of-sixteen": must be no more than 15 characters',
    ],
  ])('%s %s', (code, spec, detail) => {
    expect(errorsOf(service(spec))[0]).toBe(`${code} ${detail}`);
  });

  it('VAL37 the range includes both its ends', () => {
    const nodePort = (port: number): string[] => errorsOf(service(`type: NodePort\nports: [{ port: 80, nodePort: ${port} }]`));
    expect([29_999, 30_000, 32_767, 32_768].map((port) => nodePort(port).length)).toEqual([1, 0, 0, 1]);
  });

  it('VAL16 the range includes both its ends', () => {
    expect([0, 1, 65_535, 65_536].map((port) => errorsOf(service(`ports: [{ port: ${port}, targetPort: 80 }]`)).length)).toEqual([
      1, 0, 0, 1,
    ]);
  });

  it('VAL52 a day of affinity is legal', () => {
    expect(
      errorsOf(
        service(
          'sessionAffinity: ClientIP\nsessionAffinityConfig: { clientIP: { timeoutSeconds: 86400 } }\nports: [{ port: 80 }]',
        ),
      ),
    ).toEqual([]);
  });

  it('VAL34 the same number for two protocols is legal (DNS)', () => {
    expect(errorsOf(service('ports: [{ port: 53, name: tcp }, { port: 53, name: udp, protocol: UDP }]'))).toEqual([]);
  });

  it('VAL49 blanks around a source range are tolerated', () => {
    expect(
      readOne(service('type: LoadBalancer\nloadBalancerSourceRanges: [" 10.0.0.0/8 "]\nports: [{ port: 80 }]'), 'Service').spec
        .loadBalancerSourceRanges,
    ).toEqual(['10.0.0.0/8']);
  });

  it('VAL53 matchLabels in a Service selector is a decoding error', () => {
    expect(sentencesOf(service('selector: { matchLabels: { app: web } }\nports: [{ port: 80 }]'))).toEqual([
      '5: Service in version "v1" cannot be handled as a Service: json: cannot unmarshal object into Go struct field ServiceSpec.spec.selector of type string',
    ]);
  });

  it('VAL7 a Service is named by a DNS-1035 label', () => {
    expect(errorsOf('apiVersion: v1\nkind: Service\nmetadata: { name: 1web }\nspec: { ports: [{ port: 80 }] }')[0]).toMatch(
      /^VAL7 metadata\.name: Invalid value: "1web": a DNS-1035 label must/,
    );
    expect(
      errorsOf(`apiVersion: v1\nkind: Service\nmetadata: { name: ${'w'.repeat(64)} }\nspec: { ports: [{ port: 80 }] }`),
    ).toEqual([`VAL9 metadata.name: Invalid value: "${'w'.repeat(64)}": must be no more than 63 characters`]);
  });

  it('IPv6 addresses are legal and left out', () => {
    const text = service(
      'type: LoadBalancer\nclusterIPs: ["fd00::10"]\nexternalIPs: ["2001:db8::1", 20.1.2.3]\nloadBalancerSourceRanges: ["2001:db8::/32"]\nports: [{ port: 80 }]',
    );
    expect(problemsOf(text)).toEqual([]);
    expect(readOne(text, 'Service').spec).toEqual({
      type: 'LoadBalancer',
      ports: [{ port: 80, targetPort: 80, protocol: 'TCP' }],
      externalIPs: ['20.1.2.3'],
    });
  });
});

describe('EndpointSlices', () => {
  const slice = (rest: string): string =>
    `apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: { name: db-1, labels: { kubernetes.io/service-name: db } }\n${rest}`;

  it('SVC7 addresses are kept as written, conditions too', () => {
    const text = slice(
      'addressType: IPv4\nports: [{ name: pg, port: 5432 }]\nendpoints:\n- { addresses: [172.20.1.30], conditions: { ready: false, serving: true }, nodeName: n1 }',
    );
    expect(readOne(text, 'EndpointSlice')).toMatchObject({
      ports: [{ name: 'pg', port: 5432, protocol: 'TCP' }],
      endpoints: [{ addresses: ['172.20.1.30'], conditions: { ready: false, serving: true }, nodeName: 'n1' }],
    });
  });

  it.each([
    ['ports: []\nendpoints: []', 'SVC7 addressType: Required value'],
    [
      'addressType: IPv4\nendpoints: [{ addresses: [] }]',
      'SVC7 endpoints[0].addresses: Required value: must contain at least 1 address',
    ],
    [
      'addressType: IPv4\nendpoints: [{ addresses: [web.example] }]',
      'SVC7 endpoints[0].addresses[0]: Invalid value: "web.example": must be a valid IPv4 address',
    ],
  ])('SVC7 %s', (rest, expected) => {
    expect(errorsOf(slice(rest))).toEqual([expected]);
  });
});
