// Section 10.4: Service. Rules: VAL31–VAL53 (VAL38 and VAL45 of two Services are diagnostics of the engine).
import { describe } from 'vitest';
import { service } from '../sentences.ts';
import { CIDR, invalid, type Row, SUBDOMAIN, table, VALUE } from './truth.ts';

const at = (line: number) => ({ line, kind: 'Service', name: 'web' });
const told = (line: number, path: string, rest: string): readonly string[] => [invalid(at(line), path, rest)];
const LB = "may only be used when `type` is 'LoadBalancer'";
const P80 = 'ports: [{ port: 80 }]';
const affinity = (seconds: number): string =>
  service(`${P80}\nsessionAffinity: ClientIP\nsessionAffinityConfig: { clientIP: { timeoutSeconds: ${seconds} } }`);

const ROWS: readonly Row[] = [
  ['VAL31', service('selector: { app: web }'), told(4, 'spec.ports', 'Required value')],
  ['VAL31 headless needs none', service('clusterIP: None'), []],
  ['VAL32', service('ports: [{ port: 80, name: a }, { port: 81 }]'), told(5, 'spec.ports[1].name', 'Required value')],
  [
    'VAL32 both of two',
    service('ports:\n- port: 80\n- port: 81'),
    [...told(6, 'spec.ports[0].name', 'Required value'), ...told(7, 'spec.ports[1].name', 'Required value')],
  ],
  [
    'VAL33',
    service('ports:\n- { port: 80, name: a }\n- { port: 81, name: a }'),
    told(7, 'spec.ports[1].name', 'Duplicate value: "a"'),
  ],
  [
    'VAL34',
    service('ports:\n- { port: 53, name: a, protocol: UDP }\n- { port: 53, name: b, protocol: UDP }'),
    told(
      7,
      'spec.ports[1]',
      'Duplicate value: {"Name":"","Protocol":"UDP","AppProtocol":null,"Port":53,"TargetPort":0,"NodePort":0}',
    ),
  ],
  ['VAL34 two protocols', service('ports:\n- { port: 53, name: a, protocol: UDP }\n- { port: 53, name: b }'), []],
  [
    'VAL35',
    service('ports: [{ port: 80, nodePort: 30080 }]'),
    told(5, 'spec.ports[0].nodePort', "Forbidden: may not be used when `type` is 'ClusterIP'"),
  ],
  [
    'VAL36',
    service('type: NodePort\nports:\n- { port: 80, name: a, nodePort: 30080 }\n- { port: 81, name: b, nodePort: 30080 }'),
    told(8, 'spec.ports[1].nodePort', 'Duplicate value: 30080'),
  ],
  [
    'VAL37',
    service('type: NodePort\nports: [{ port: 80, nodePort: 29999 }]'),
    told(
      6,
      'spec.ports[0].nodePort',
      'Invalid value: 29999: provided port is not in the valid range. The range of valid ports is 30000-32767',
    ),
  ],
  ['VAL37', service('type: NodePort\nports: [{ port: 80, nodePort: 32767 }]'), []],
  [
    'VAL39',
    service('ports: [{ port: 80, protocol: tcp }]'),
    told(5, 'spec.ports[0].protocol', 'Unsupported value: "tcp": supported values: "SCTP", "TCP", "UDP"'),
  ],
  [
    'VAL40',
    service(`type: Ingress\n${P80}`),
    told(
      5,
      'spec.type',
      'Unsupported value: "Ingress": supported values: "ClusterIP", "ExternalName", "LoadBalancer", "NodePort"',
    ),
  ],
  [
    'VAL41',
    service(`type: NodePort\nclusterIP: None\n${P80}`),
    told(4, 'spec.clusterIPs[0]', `Invalid value: "None": may not be set to 'None' for NodePort services`),
  ],
  [
    'VAL41',
    service(`type: LoadBalancer\nclusterIP: None\n${P80}`),
    told(4, 'spec.clusterIPs[0]', `Invalid value: "None": may not be set to 'None' for LoadBalancer services`),
  ],
  [
    'VAL42',
    service('type: ExternalName\nexternalName: a.example\nclusterIPs: [10.0.0.9]'),
    told(7, 'spec.clusterIPs', 'Forbidden: may not be set for ExternalName services'),
  ],
  ['VAL43', service('type: ExternalName'), told(4, 'spec.externalName', 'Required value')],
  [
    'VAL43',
    service('type: ExternalName\nexternalName: Web_1'),
    told(6, 'spec.externalName', `Invalid value: "Web_1": ${SUBDOMAIN}`),
  ],
  ['VAL43 one trailing dot', service('type: ExternalName\nexternalName: a.example.'), []],
  [
    'VAL43 two',
    service('type: ExternalName\nexternalName: a.example..'),
    told(6, 'spec.externalName', `Invalid value: "a.example..": ${SUBDOMAIN}`),
  ],
  ['VAL43 an IPv4 literal passes', service('type: ExternalName\nexternalName: 10.0.0.1'), []],
  [
    'VAL46',
    service(`externalTrafficPolicy: Local\n${P80}`),
    told(5, 'spec.externalTrafficPolicy', 'Invalid value: "Local": may only be set for externally-accessible services'),
  ],
  ['VAL46 externalIPs make it external', service(`externalIPs: [20.1.2.3]\nexternalTrafficPolicy: Local\n${P80}`), []],
  [
    'VAL47',
    service(`type: NodePort\nexternalTrafficPolicy: Node\n${P80}`),
    told(6, 'spec.externalTrafficPolicy', 'Unsupported value: "Node": supported values: "Cluster", "Local"'),
  ],
  [
    'VAL47',
    service(`internalTrafficPolicy: Node\n${P80}`),
    told(5, 'spec.internalTrafficPolicy', 'Unsupported value: "Node": supported values: "Cluster", "Local"'),
  ],
  [
    'VAL48',
    service(`type: LoadBalancer\nhealthCheckNodePort: 31000\n${P80}`),
    told(
      6,
      'spec.healthCheckNodePort',
      "Invalid value: 31000: may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'",
    ),
  ],
  ['VAL48', service(`type: LoadBalancer\nexternalTrafficPolicy: Local\nhealthCheckNodePort: 31000\n${P80}`), []],
  [
    'VAL49',
    service(`loadBalancerSourceRanges: [10.0.0.0/8]\n${P80}`),
    told(4, 'spec.LoadBalancerSourceRanges', `Forbidden: ${LB}`),
  ],
  [
    'VAL49',
    service(`type: LoadBalancer\nloadBalancerSourceRanges: [10.0.0.1]\n${P80}`),
    told(4, 'spec.LoadBalancerSourceRanges[0]', `Invalid value: "10.0.0.1": ${CIDR}`),
  ],
  ['VAL49 blanks', service(`type: LoadBalancer\nloadBalancerSourceRanges: [" 10.0.0.0/8 "]\n${P80}`), []],
  [
    'VAL50',
    service(`allocateLoadBalancerNodePorts: false\n${P80}`),
    told(5, 'spec.allocateLoadBalancerNodePorts', `Forbidden: ${LB}`),
  ],
  ['VAL50', service(`loadBalancerClass: a.example/b\n${P80}`), told(5, 'spec.loadBalancerClass', `Forbidden: ${LB}`)],
  [
    'VAL51',
    service(`${P80}\nsessionAffinityConfig: { clientIP: { timeoutSeconds: 10 } }`),
    told(6, 'spec.sessionAffinityConfig', 'Forbidden: must not be set when session affinity is None'),
  ],
  [
    'VAL52',
    affinity(0),
    told(7, 'spec.sessionAffinityConfig.clientIP.timeoutSeconds', 'Invalid value: 0: must be greater than 0 and less than 86400'),
  ],
  [
    'VAL52',
    affinity(86_401),
    told(
      7,
      'spec.sessionAffinityConfig.clientIP.timeoutSeconds',
      'Invalid value: 86401: must be greater than 0 and less than 86400',
    ),
  ],
  ['VAL52 a whole day', affinity(86_400), []],
  ['VAL53 VAL12', service(`${P80}\nselector: { app: "x y" }`), told(6, 'spec.selector', `Invalid value: "x y": ${VALUE}`)],
  [
    'VAL53 VAL4',
    service(`${P80}\nselector: { matchLabels: { app: x } }`),
    [
      '6 spec.selector.matchLabels | Service in version "v1" cannot be handled as a Service: json: cannot unmarshal object into Go struct field ServiceSpec.spec.selector of type string',
    ],
  ],
  [
    'trafficDistribution',
    service(`${P80}\ntrafficDistribution: Near`),
    told(
      6,
      'spec.trafficDistribution',
      'Unsupported value: "Near": supported values: "PreferClose", "PreferSameNode", "PreferSameZone"',
    ),
  ],
];

describe('10.4 Service', () => {
  table(ROWS);
});
