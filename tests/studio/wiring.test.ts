// Ports as plugs and the selector's rows: what each pod's plug says of the plan and the endpoints, which label was meant, which line a field types.
import { describe, expect, it } from 'vitest';
import type { PodPlan, ServicePlan } from '../../src/engine/dataplane/plan.ts';
import type { Service } from '../../src/engine/model/kubernetes.ts';
import { runCommands } from '../../src/manifest/commands/runCommands.ts';
import { applyEdit, type Edit } from '../../src/engine/edit/edit.ts';
import { EMPTY_SPEC, findObject } from '../../src/engine/model/spec.ts';
import { plugLines, type PortEndpoints, troubleOf } from '../../src/studio/wiring/plugs.ts';
import { hintOf, labelChoices, rowsOf, selectorOf } from '../../src/studio/wiring/selector.ts';
import {
  addPortLine,
  fieldLine,
  internalLine,
  PORT_FIELDS,
  portLine,
  removePortLine,
  SERVICE_FIELDS,
  targetLine,
} from '../../src/studio/wiring/serviceFields.ts';
import { hasWords } from '../../src/words/say.ts';

type Ports = PodPlan['ports'];
const HTTP: Ports = [{ name: 'http', port: 8080, protocol: 'TCP' }];

function pod(name: string, ports: Ports, more: Partial<PodPlan> = {}): PodPlan {
  const labels = { app: name.replace(/-\d+$/, '') };
  return { namespace: 'shop', name, ip: '10.244.0.9', node: 'n', hostNetwork: false, ready: true, labels, ports, ...more };
}

function plan(targetPort: number | string, selected: readonly string[], more: Partial<ServicePlan> = {}): ServicePlan {
  const ports = [{ port: 80, targetPort, protocol: 'TCP' }] as const;
  const base = { namespace: 'shop', name: 'api', type: 'ClusterIP', clusterIP: '10.100.0.1', internal: false } as const;
  return { ...base, ports, selected, endpoints: [], ...more };
}

const some = (ready: readonly string[], notReady: readonly string[] = []): readonly PortEndpoints[] => [{ ready, notReady }];

describe('plugs', () => {
  const A = 'shop/api-1';
  const cases: [string, number | string, PodPlan, readonly PortEndpoints[], object][] = [
    [
      'SVC5 a number that a container lists fits',
      8080,
      pod('api-1', HTTP),
      some([`${A}:8080`]),
      { fit: 'fits', target: 8080, ready: true },
    ],
    ['SVC5 a name that a container lists fits', 'http', pod('api-1', HTTP), some([`${A}:8080`]), { fit: 'fits', target: 8080 }],
    [
      'SVC5 a number nobody lists is used as it is',
      80,
      pod('api-1', HTTP),
      some([`${A}:80`]),
      { fit: 'silent', listens: ['http 8080'] },
    ],
    ['SVC5 a pod without ports listens nowhere', 80, pod('api-1', []), some([`${A}:80`]), { fit: 'mute', listens: [] }],
    ['SVC5 a pod that lacks the name is left out', 'web', pod('api-1', HTTP), some([]), { fit: 'nameless', ready: true }],
    [
      'SVC5 the protocol must be equal too',
      53,
      pod('api-1', [{ name: 'dns', port: 53, protocol: 'UDP' }]),
      some([`${A}:53`]),
      { fit: 'silent', listens: ['dns 53/UDP'] },
    ],
    [
      'SVC3 a pod that is not ready waits in its socket',
      8080,
      pod('api-1', HTTP, { ready: false }),
      some([], [`${A}:8080`]),
      { fit: 'fits', ready: false },
    ],
    [
      'SVC4 published all the same, it counts as ready',
      8080,
      pod('api-1', HTTP, { ready: false }),
      some([`${A}:8080`]),
      { fit: 'fits', ready: true },
    ],
    ['SVC2 a pod without an address is no endpoint', 8080, pod('api-1', HTTP, { ip: '' }), some([]), { fit: 'noAddress' }],
  ];
  it.each(cases)('%s', (_name, target, one, endpoints, expected) => {
    const [line] = plugLines(plan(target, [A]), [one], endpoints);
    expect(line?.plugs).toHaveLength(1);
    expect(line?.plugs[0]).toMatchObject(expected);
    expect(hasWords(`wiring.plug.${line?.plugs[0]?.fit}`)).toBe(true);
  });

  it('SVC7 an address that somebody wrote down has a plug of its own', () => {
    const [line] = plugLines(plan(8080, []), [], some(['10.1.2.3:9000'], ['10.1.2.4:9000']));
    expect(line?.plugs).toEqual([
      { pod: '10.1.2.3', target: 9000, fit: 'written', ready: true, listens: [] },
      { pod: '10.1.2.4', target: 9000, fit: 'written', ready: false, listens: [] },
    ]);
  });

  it('SVC5 offers what more of the pods listen on, the most common first, and never what is written', () => {
    const pods = [pod('api-1', HTTP), pod('api-2', HTTP), pod('api-3', [{ port: 9090, protocol: 'TCP' }])];
    const names = pods.map(({ name }) => `shop/${name}`);
    const better = (target: number | string): unknown => plugLines(plan(target, names), pods, some([]))[0]?.better;
    expect(better(80)).toEqual([8080, 'http', 9090]);
    expect(better(9090)).toEqual([8080, 'http']);
    expect(better('http')).toEqual([]);
  });

  it('SVC1, SVC3, SVC5, SVC21 what keeps a Service from answering', () => {
    const pods = [pod('api-1', HTTP)];
    const ready = { endpoints: [`${A}:8080`] };
    const lines = (target: number, labels: readonly string[]): ReturnType<typeof plugLines> =>
      plugLines(plan(target, [A]), pods, some(labels));
    expect(troubleOf(plan(80, []))).toBe('nobody');
    expect(troubleOf(plan(80, [A]))).toBe('notReady');
    expect(troubleOf(plan('web', [A]), plugLines(plan('web', [A]), pods, some([])))).toBe('port');
    expect(troubleOf(plan(80, [A], ready), lines(80, [`${A}:80`]))).toBe('port');
    expect(troubleOf(plan(8080, [A], ready), lines(8080, [`${A}:8080`]))).toBeUndefined();
    expect(troubleOf(plan(80, [], { type: 'ExternalName' }))).toBeUndefined();
  });
});

describe('selector rows', () => {
  const choices = labelChoices(
    [pod('api-1', [], { labels: { app: 'api', tier: 'back' } }), pod('x', [], { namespace: 'ops', labels: { app: 'apii' } })],
    'shop',
  );
  it.each([
    ['SVC1 the value is mistyped', 'app', 'apii', { code: 'value', near: 'api', row: { key: 'app', value: 'api' } }],
    ['SVC1 the key is mistyped', 'ap', 'api', { code: 'key', near: 'app', row: { key: 'app', value: 'api' } }],
    ['nothing is near', 'app', 'warehouse', { code: 'value', row: { key: 'app', value: 'warehouse' } }],
    ['APIM a value with a blank is none', 'app', 'a b', { code: 'badValue' }],
    ['APIM a key may have one prefix', 'a/b/c', '', { code: 'badKey' }],
    ['a pod of the namespace carries it', 'tier', 'back', undefined],
    ['nothing is written yet', '', '', undefined],
  ])('%s', (_name, key, value, expected) => {
    expect(hintOf({ key, value }, choices)).toEqual(expected);
  });

  it('rows and selector are one thing', () => {
    const selector = { app: 'api', tier: 'back' };
    expect(selectorOf([...rowsOf(selector), { key: ' ', value: 'x' }])).toEqual(selector);
    expect(rowsOf(undefined)).toEqual([]);
    expect(Object.getPrototypeOf(selectorOf([{ key: '__proto__', value: 'x' }]))).toBe(Object.prototype);
  });
});

describe('fields as typed lines', () => {
  const base: Service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace: 'shop', name: 'api' },
    spec: { type: 'ClusterIP', selector: { app: 'api' }, ports: [{ port: 80, targetPort: 80, protocol: 'TCP' }] },
  };
  /** What the line makes of the Service, through the commands' own reader. */
  function after(line: string, service: Service = base): Service {
    const spec = applyEdit(EMPTY_SPEC, { type: 'putObject', resource: service }).spec;
    const { edits, refusal } = runCommands(spec, line);
    if (refusal) throw new Error(String(refusal.params['message'] ?? refusal.code));
    const edit: Edit = { type: 'batch', edits };
    const found = findObject(applyEdit(spec, edit).spec, { kind: 'Service', namespace: 'shop', name: 'api' });
    if (found?.kind !== 'Service') throw new Error('gone');
    return found;
  }
  const field = (name: string): (typeof SERVICE_FIELDS)[number] => {
    const found = [...SERVICE_FIELDS, ...PORT_FIELDS].find((each) => each.name === name);
    if (!found) throw new Error(name);
    return found;
  };
  const set = (name: string, text: string, service: Service = base): Service => {
    const line = fieldLine(service, field(name), text);
    if (!line.ok) throw new Error(line.code);
    return after(line.line, service);
  };

  it('every field has its words', () => {
    const keys = [
      ...SERVICE_FIELDS.map(({ name }) => name.split('.').at(-1)),
      ...PORT_FIELDS.map(({ name }) => `port.${name}`),
      'internal',
    ];
    expect(keys.filter((key) => !hasWords(`wiring.field.${key}`) || !hasWords(`wiring.help.${key}`))).toEqual([]);
  });

  it('SVC15 affinity and its time come and go together', () => {
    const sticky = set('sessionAffinityConfig.clientIP.timeoutSeconds', '60', set('sessionAffinity', 'ClientIP'));
    expect(sticky.spec.sessionAffinityConfig).toEqual({ clientIP: { timeoutSeconds: 60 } });
    expect(set('sessionAffinity', 'None', sticky)).toEqual(base);
    expect(fieldLine(sticky, field('sessionAffinityConfig.clientIP.timeoutSeconds'), '0')).toMatchObject({
      ok: false,
      code: 'range',
    });
  });

  it('SVC18–SVC21 a type takes away what it cannot have', () => {
    const balanced = set(
      'loadBalancerSourceRanges',
      '203.0.113.0/24',
      set('externalTrafficPolicy', 'Local', set('type', 'LoadBalancer')),
    );
    expect(balanced.spec).toMatchObject({
      type: 'LoadBalancer',
      externalTrafficPolicy: 'Local',
      loadBalancerSourceRanges: ['203.0.113.0/24'],
    });
    expect(set('type', 'ClusterIP', balanced)).toEqual(base);
    const line = portLine(set('type', 'NodePort'), 0, { field: field('nodePort'), text: '30080' });
    const fixed = after(line.ok ? line.line : '', set('type', 'NodePort'));
    expect(fixed.spec.ports[0]?.nodePort).toBe(30_080);
    expect(set('type', 'ClusterIP', fixed)).toEqual(base);
    expect(set('type', 'ExternalName').spec).toMatchObject({ type: 'ExternalName', externalName: 'www.example.com' });
  });

  it('B-13 internal is an annotation that comes and goes', () => {
    const balanced = set('type', 'LoadBalancer');
    const internal = after(internalLine(balanced, true), balanced);
    expect(internal.metadata.annotations).toEqual({ 'service.beta.kubernetes.io/azure-load-balancer-internal': 'true' });
    expect(after(internalLine(internal, false), internal).metadata.annotations ?? {}).toEqual({});
  });

  it('SVC5, SVC7 ports: plugged elsewhere, named, added, removed', () => {
    expect(after(targetLine(base, 0, 'http')).spec.ports[0]?.targetPort).toBe('http');
    const typed = portLine(base, 0, { field: field('targetPort'), text: '8080' });
    expect(after(typed.ok ? typed.line : '').spec.ports[0]?.targetPort).toBe(8080);
    const two = after(addPortLine(base));
    expect(two.spec.ports.map(({ name, port }) => [name, port])).toEqual([
      ['p80', 80],
      ['p443', 443],
    ]);
    expect(after(removePortLine(two, 1), two).spec.ports).toHaveLength(1);
    expect(portLine(base, 0, { field: field('name'), text: '' })).toEqual({ ok: true, line: '' });
  });
});
