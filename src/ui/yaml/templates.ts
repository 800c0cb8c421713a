// Starting points for new objects, in the shape the documentation teaches. YAML is not prose: it is the same in every language.

export const TEMPLATES = ['NetworkPolicy', 'Service', 'Pod', 'Deployment', 'Namespace'] as const;
export type TemplateKind = (typeof TEMPLATES)[number];

/** A text of the kind, in the namespace given, else in the first one that has objects. */
export function templateText(kind: TemplateKind, keys: readonly string[], wanted: string): string {
  const first = keys.map((key) => key.split('/')).find((parts) => parts.length === 3)?.[1] ?? 'default';
  const namespace = wanted === '*' ? first : wanted;
  const head = (apiVersion: string, name: string): string =>
    `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\n  namespace: ${namespace}\n`;
  switch (kind) {
    case 'NetworkPolicy':
      return `${head('networking.k8s.io/v1', 'allow-web')}spec:\n  podSelector:\n    matchLabels:\n      app: api\n  policyTypes:\n  - Ingress\n  ingress:\n  - from:\n    - podSelector:\n        matchLabels:\n          app: web\n    ports:\n    - protocol: TCP\n      port: 8080\n`;
    case 'Service':
      return `${head('v1', 'web')}spec:\n  selector:\n    app: web\n  ports:\n  - port: 80\n    targetPort: 8080\n`;
    case 'Pod':
      return `${head('v1', 'probe')}  labels:\n    app: probe\nspec:\n  containers:\n  - name: main\n    image: registry.k8s.io/e2e-test-images/agnhost:2.53\n    ports:\n    - containerPort: 8080\n`;
    case 'Deployment':
      return `${head('apps/v1', 'web')}spec:\n  replicas: 2\n  selector:\n    matchLabels:\n      app: web\n  template:\n    metadata:\n      labels:\n        app: web\n    spec:\n      containers:\n      - name: main\n        image: registry.k8s.io/e2e-test-images/agnhost:2.53\n        ports:\n        - containerPort: 8080\n`;
    case 'Namespace':
      return 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: team\n  labels:\n    team: team\n';
  }
}
