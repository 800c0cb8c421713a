// Typing commands into a small world: what each gives, as one value to compare.
import type { NetworkSpec } from '../../../src/engine/model/spec.ts';
import { openSession } from '../../../src/manifest/commands/commandTypes.ts';
import { runCommands } from '../../../src/manifest/commands/runCommands.ts';
import { parseWorld } from '../../../src/manifest/parseWorld.ts';
import { say } from '../../../src/words/say.ts';

export function worldOf(text: string): NetworkSpec {
  const { spec, problems } = parseWorld([{ name: 'world.yaml', text }]);
  if (!spec) throw new Error(problems.map(({ message }) => message).join('\n'));
  return spec;
}

export const SHOP: NetworkSpec = worldOf(`apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
spec: { containers: [{ name: main, image: nginx, ports: [{ containerPort: 8080 }] }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: shop }
spec:
  replicas: 2
  selector: { matchLabels: { app: api } }
  template:
    metadata: { labels: { app: api } }
    spec: { containers: [{ name: main, image: 'api:1', ports: [{ containerPort: 80 }, { containerPort: 443 }] }] }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop, labels: { app: web } }
spec: { selector: { app: web }, ports: [{ name: http, port: 80, targetPort: 8080 }] }
`);

/** The sentence that refuses the text, or the world after it. */
export function type(text: string, from: NetworkSpec = SHOP, files: Readonly<Record<string, string>> = {}): NetworkSpec | string {
  const { spec, refusal } = runCommands(from, text, openSession(new Map(Object.entries(files))));
  return refusal ? say(`command.${refusal.code}`, refusal.params, { words: 'network' }) : spec;
}

export function object(text: string, path: string, files: Readonly<Record<string, string>> = {}): unknown {
  const after = type(text, SHOP, files);
  if (typeof after === 'string') return after;
  const [kind, namespace = '', name = ''] = path.split('/');
  return after.objects[namespace]?.[`${kind}/${name}`];
}
