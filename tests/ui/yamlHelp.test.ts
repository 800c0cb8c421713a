// Help on the field at the cursor: found by the line it stands in, in the right document, with its values, its default and what the game does with it.
import { describe, expect, it } from 'vitest';
import { fieldsOf } from '../../src/manifest/fields.ts';
import { helpAt } from '../../src/ui/yaml/fieldHelp.ts';
import { say } from '../../src/words/say.ts';

const NEEDS = { fieldsOf: async (kind: string, path: readonly string[]) => fieldsOf(kind, path), t: say };
const TEXT = `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: NodePort # how far
  ports:
  - port: 80
    targetPort: http
---
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: { name: a, namespace: shop }
spec:
  order: 10
  ingress:
  - action: Allow
    source:
      nets:
      - 10.0.0.0/8
---
apiVersion: v1
kind: Pod
spec:
  containers:
  - name: main
    readinessProbe:
      httpGet: {}
`;

function at(needle: string, shift = 0): ReturnType<typeof helpAt> {
  return helpAt(TEXT, TEXT.indexOf(needle) + shift, NEEDS);
}

describe('help on the field at the cursor', () => {
  it('says what it is, what it may be and what it means left out', async () => {
    const help = await at('type: NodePort', 8);
    expect(help?.name).toBe('spec.type');
    expect(help?.text).toContain('NodePort');
    expect(help?.text).toContain('Left out it means `ClusterIP`');
    expect(help?.text).toContain('It may be');
  });

  it('the cursor may stand anywhere in the line, in a comment too', async () => {
    for (const shift of [-2, 0, 3, 14, 20]) expect((await at('type: NodePort', shift))?.name, String(shift)).toBe('spec.type');
  });

  it('finds its way through items of lists', async () => {
    expect((await at('targetPort'))?.name).toBe('spec.ports.targetPort');
    expect((await at('- port: 80'))?.name).toBe('spec.ports.port');
  });

  it('a document has its own kind: Calico’s NetworkPolicy is not that of Kubernetes', async () => {
    expect((await at('order: 10'))?.text).toContain('Lower numbers');
    expect((await at('action: Allow'))?.text).toContain('Pass');
    expect((await at('nets:'))?.name).toBe('spec.ingress.source.nets');
  });

  it('a field that the game does not honour says so', async () => {
    expect((await at('readinessProbe'))?.text).toContain('not simulated yet');
  });

  it('there is none on a marker, on a plain item, or on an unknown field', async () => {
    expect(await at('---')).toBeUndefined();
    expect(await at('- 10.0.0.0/8')).toBeUndefined();
    expect(await helpAt('kind: Service\nspec:\n  selecter: {}\n', 24, NEEDS)).toBeUndefined();
  });
});
