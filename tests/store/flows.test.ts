// "Which of my pods can the internet reach, and why": the table of flows over pasted manifests, with the real engine in-process.
import { describe, expect, it } from 'vitest';
import { STREET } from '../../src/store/ends.ts';
import { openInProcess } from '../support/inProcessApp.ts';

const app = (name: string, service: string, annotations = ''): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: store}
spec:
  replicas: 2
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec: {containers: [{name: c, image: i, ports: [{containerPort: 8080, name: http}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: store${annotations}}
spec: {type: ${service}, selector: {app: ${name}}, ports: [{port: 80, targetPort: http}]}
`;

const WORLD = [
  app('web', 'LoadBalancer'),
  app('api', 'ClusterIP'),
  app('reports', 'LoadBalancer', ', annotations: {service.beta.kubernetes.io/azure-load-balancer-internal: "true"}'),
  app('admin', 'NodePort'),
].join('---\n');

describe('what the internet can reach', () => {
  it('B-1 B-13 only the pods behind a public load balancer; every backend is named, and who is not reached has a reason', async () => {
    const { store } = openInProcess();
    const { actions } = store.getState();
    await actions.openSandbox();
    expect(await actions.importText(WORLD, 'replace')).toBe(true);
    const table = await actions.listFlows({ from: 'internet', to: '' });
    if (!table) throw new Error('overtaken');
    expect(new Set(table.rows.map((row) => row.from))).toEqual(new Set([STREET]));
    const reached = new Set(table.rows.flatMap((row) => row.reached));
    expect(reached).toEqual(new Set(['store/web-0', 'store/web-1']));
    const stopped = table.rows.filter((row) => row.arriving === 0);
    expect(stopped.length).toBeGreaterThan(3);
    for (const { trace } of stopped) expect(trace.verdict.reason, `${trace.flow.to}`).toBeDefined();
  });

  it('NP12 a policy that shuts the door closes the way, and the policy is who decided', async () => {
    const { store } = openInProcess();
    const { actions } = store.getState();
    await actions.openSandbox();
    const deny =
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: shut, namespace: store}\nspec: {podSelector: {}, policyTypes: [Ingress]}\n';
    await actions.importText(`${WORLD}---\n${deny}`, 'replace');
    const table = await actions.listFlows({ from: 'internet', to: 'store/web:80' });
    expect(table?.rows.map((row) => row.arriving)).toEqual([0, 0].slice(0, table?.rows.length));
    expect(table?.rows[0]?.trace.verdict.rule?.object).toBe('NetworkPolicy/store/shut');
  });
});
