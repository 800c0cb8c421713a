// Service wiring with the real engine in process: endpoints of each port, a selector that lights pods before it is applied, one edit a change.
import { describe, expect, it, vi } from 'vitest';
import { findObject } from '../../src/engine/model/spec.ts';
import type { Service } from '../../src/engine/model/kubernetes.ts';
import type { App } from '../../src/store/store.ts';
import { plugLines, troubleOf } from '../../src/studio/wiring/plugs.ts';
import { queryOf } from '../../src/studio/wiring/request.ts';
import { routeRows, rowLine } from '../../src/studio/wiring/routes.ts';
import { targetLine } from '../../src/studio/wiring/serviceFields.ts';
import { judged, openInProcess } from '../support/inProcessApp.ts';

const KEY = 'Service/shop/api';

async function open(): Promise<App> {
  const app = openInProcess();
  await app.store.getState().actions.openLevel('030-nobody-at-the-desk');
  await judged(app);
  return app;
}

function service({ store }: App): Service {
  const found = findObject(store.getState().document.spec, { kind: 'Service', namespace: 'shop', name: 'api' });
  if (found?.kind !== 'Service') throw new Error('no Service');
  return found;
}

async function study(app: App): Promise<{ lines: ReturnType<typeof plugLines>; trouble: ReturnType<typeof troubleOf> }> {
  const { actions, results } = app.store.getState();
  const answer = await actions.studyService('shop/api');
  const plan = results.compiled?.plan;
  const own = plan?.services.find(({ namespace, name }) => namespace === 'shop' && name === 'api');
  if (!answer || !plan || !own) throw new Error('no study');
  const lines = plugLines(own, plan.pods, answer.endpoints);
  return { lines, trouble: troubleOf(own, lines) };
}

describe('wiring a Service', () => {
  it('SVC1 a selector being typed lights its pods, keeps comments, and is applied as one edit', async () => {
    const app = await open();
    const { actions } = app.store.getState();
    expect((await study(app)).trouble).toBe('nobody');
    actions.setDraft(
      KEY,
      'apiVersion: v1\nkind: Service\nmetadata: { name: api, namespace: shop }\nspec:\n  # the desk\n  selector: { app: apii }\n  ports: [{ port: 80, targetPort: 80 }]\n',
    );
    await actions.draftSelector(KEY, { app: 'api' });
    await vi.waitFor(() =>
      expect(app.store.getState().results.marked).toEqual({
        object: KEY,
        typed: true,
        by: 'service',
        pods: ['shop/api-1', 'shop/api-2', 'shop/api-3'],
      }),
    );
    expect(app.store.getState().document.applied).toBe(0);
    expect(await actions.readSelector(KEY)).toEqual({ app: 'api' });
    const draft = app.store.getState().session.drafts[KEY] ?? '';
    expect(draft).toContain('# the desk');
    expect(await actions.applyYaml(KEY, draft)).toBe(true);
    expect(app.store.getState().document.applied).toBe(1);
    expect(service(app).spec.selector).toEqual({ app: 'api' });
    await actions.draftSelector(KEY, { app: 'web' });
    await actions.draftSelector(KEY, { app: 'api' });
    expect(app.store.getState().session.drafts[KEY]).toBeUndefined();
  });

  it('SVC3, SVC5 each pod’s plug is told, and plugging in is the edit that kubectl makes; the draft takes it along', async () => {
    const app = await open();
    const { actions } = app.store.getState();
    await actions.draftSelector(KEY, { app: 'api' });
    await actions.applyYaml(KEY, app.store.getState().session.drafts[KEY] ?? '');
    const before = await study(app);
    expect(before.trouble).toBe('port');
    expect(before.lines[0]?.plugs.map(({ pod, fit, ready }) => [pod, fit, ready])).toEqual([
      ['shop/api-1', 'silent', true],
      ['shop/api-2', 'silent', true],
      ['shop/api-3', 'mute', false],
    ]);
    expect(before.lines[0]?.better).toEqual([8080, 'http']);
    await actions.draftSelector(KEY, { app: 'api', tier: 'x' });
    expect(await actions.wire(KEY, targetLine(service(app), 0, 8080))).toEqual({ ok: true });
    expect(app.store.getState().document.applied).toBe(2);
    expect(app.store.getState().document.log.at(-1)?.label).toBe('edit.wire');
    const draft = app.store.getState().session.drafts[KEY] ?? '';
    expect(draft).toContain('targetPort: 8080');
    expect(draft).toContain('tier: x');
    expect((await study(app)).trouble).toBeUndefined();
    actions.setDraft(KEY, undefined);
    await judged(app);
    expect(app.store.getState().results.judgement?.goals.map(({ pass }) => pass)).toEqual([true, true, true]);
  });

  it('what the server refuses changes nothing and is said in its words', async () => {
    const app = await open();
    const { actions } = app.store.getState();
    const answer = await actions.wire(KEY, targetLine(service(app), 0, 70_000));
    expect(answer).toMatchObject({ ok: false, code: 'command.said' });
    expect(app.store.getState().document.applied).toBe(0);
    expect(await actions.studyService('shop/nobody')).toBeUndefined();
  });
});

describe('the table of routes', () => {
  const TEXT = `apiVersion: v1
kind: Namespace
metadata: { name: shop }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ port: 80 }] }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: front, namespace: shop }
spec:
  ingressClassName: nginx
  tls: [{ hosts: [shop.example], secretName: seal }]
  rules:
  - host: shop.example
    http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] }
---
apiVersion: v1
kind: Secret
metadata: { name: seal, namespace: shop, annotations: { cidr.house/dns-names: other.example } }
type: kubernetes.io/tls
data: {}
`;

  it('ING12, ING13 says that nobody serves a class, and what its names would be shown', async () => {
    const app = openInProcess();
    const { actions } = app.store.getState();
    await actions.openSandbox();
    expect(await actions.importText(TEXT, 'add')).toBe(true);
    const study = await actions.studyRoutes();
    expect(study?.routers.get('Ingress/shop/front')).toMatchObject({ className: 'nginx', served: false });
    expect(study?.certificates.get('nginx shop.example')).toEqual({ secret: 'shop/seal', names: ['other.example'], fits: false });
    const [door] = study?.doors ?? [];
    if (!door) throw new Error('no door');
    const query = queryOf({ scheme: 'http', host: 'shop.example', path: '/a' }, door);
    const answer = await actions.tryRequest(query);
    expect(answer).toMatchObject({ ok: true, value: { decision: { type: 'forward', path: '/a' } } });
    const [row] = routeRows(app.store.getState().document.spec);
    if (!row) throw new Error('no row');
    expect(await actions.wire(row.object, rowLine(row, { path: '/b', pathType: 'Exact' }))).toEqual({ ok: true });
    expect(await actions.tryRequest(query)).toMatchObject({
      ok: true,
      value: { decision: { type: 'status', status: 404, why: 'path' } },
    });
  });
});
