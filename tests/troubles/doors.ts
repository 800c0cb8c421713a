// Houses with a public reception: ingress-nginx behind its load balancer, names of shop.example that lead to it, and routes in few words.
import { house, pod } from '../engine/worlds.ts';
import { namespace, service } from './words.ts';

const RECEPTION = '20.50.0.1';

export interface Reception {
  /** Names under contoso.com that lead to the reception. */
  readonly names?: readonly string[];
  readonly engine?: 'none' | 'azure' | 'calico' | 'spec';
  readonly service?: string;
}

export function reception({ names = ['shop'], engine = 'calico', service: fields = '' }: Reception = {}): string {
  const records = names.map((name) => `{ name: ${name}, type: A, values: [${RECEPTION}] }`).join(', ');
  const controller = `  ingressControllers:\n  - name: ingress-nginx\n    class: nginx\n    namespace: ingress-nginx\n    service: { externalTrafficPolicy: Local${fields} }`;
  return `${house({ engine })}\n${controller}`.replace(
    'managedClusters:',
    `dnsZones:\n- { name: contoso.com, records: [${records}] }\nmanagedClusters:`,
  );
}

/** `name` runs in `space` behind a Service of the same name, on port 80. */
export function shopOf(space: string, ...names: readonly string[]): string[] {
  return [
    namespace(space),
    ...names.flatMap((name, index) => [
      pod(`${space}/${name}`, { ports: [8080], node: `room-${index % 3}` }),
      service(`${space}/${name}`, `selector: { app: ${name} }\nports: [{ port: 80, targetPort: 8080 }]`),
    ]),
  ];
}

export interface IngressWords {
  readonly host?: string;
  readonly annotations?: string;
  /** Of `spec`, besides its rules. */
  readonly spec?: string;
  /** `path pathType service`, or with a fourth word its port. */
  readonly paths: readonly string[];
}

export function ingress(
  end: string,
  { host = 'shop.contoso.com', annotations = '', spec = 'ingressClassName: nginx', paths }: IngressWords,
): string {
  const [space, name = ''] = end.split('/');
  const listed = paths.map((text) => {
    const [path, pathType, target, port = '80'] = text.split(' ');
    return `      - path: ${path}\n        pathType: ${pathType}\n        backend: { service: { name: ${target}, port: { number: ${port} } } }`;
  });
  const noted = annotations === '' ? '' : `\n  annotations:\n    ${annotations}`;
  return `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: ${name}
  namespace: ${space}${noted}
spec:
${spec === '' ? '' : `  ${spec}\n`}  rules:
  - host: ${host}
    http:
      paths:
${listed.join('\n')}`;
}

/** A TLS Secret whose certificate is for `names`. */
export function certificate(end: string, names: string): string {
  const [space, name = ''] = end.split('/');
  return `apiVersion: v1
kind: Secret
type: kubernetes.io/tls
metadata: { name: ${name}, namespace: ${space}, annotations: { cidr.house/dns-names: '${names}' } }
data: { tls.crt: '', tls.key: '' }`;
}

/** The hub's gate with one collection of application rules, given as lines of YAML. */
export function gateWith(rules: string): string {
  return `azureFirewalls:
- name: fw
  virtualNetwork: vnet-hub
  privateIPAddress: 10.1.1.4
  publicIPAddresses: [pip-fw]
  ruleCollectionGroups:
  - name: apps
    priority: 300
    ruleCollections:
    - name: allow
      priority: 100
      type: Application
      action: Allow
      rules:
${rules}`;
}
