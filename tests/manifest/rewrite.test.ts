// A world written back into its own text: what nobody changed stays byte for byte, what changed keeps its comments and its neighbours.
import { describe, expect, it } from 'vitest';
import { applyEdit } from '../../src/engine/edit/edit.ts';
import { sameValue } from '../../src/engine/model/sameValue.ts';
import { findObject, type NetworkSpec } from '../../src/engine/model/spec.ts';
import { parseWorld } from '../../src/manifest/parseWorld.ts';
import { rewriteText } from '../../src/manifest/rewriteText.ts';
import { writeWorld } from '../../src/manifest/writeWorld.ts';
import { createRandom, randomSpec } from '../share/randomSolution.ts';

const TEXT = `# The shop.
---
apiVersion: v1
kind: Service # the front door
metadata:
  name: web
  namespace: shop
spec:
  ports:
  # plain HTTP
  - port: 80
    name: http
  - { port: 443, name: https }
  selector: { app: web } # one label
  ipFamilyPolicy: SingleStack
---

apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: db, namespace: shop}   # spaced
spec: {podSelector: {}}
---
# A kind that the game does not read.
apiVersion: v1
kind: ConfigMap
metadata: { name: notes, namespace: shop }
data: { a: "1" }
`;

function read(text: string): NetworkSpec {
  const { spec, problems } = parseWorld([{ name: 'w', text }]);
  if (!spec) throw new Error(problems.map(({ message }) => message).join('\n'));
  return spec;
}

function withService(spec: NetworkSpec, change: (ports: readonly { readonly port: number }[]) => object): NetworkSpec {
  const web = findObject(spec, { kind: 'Service', namespace: 'shop', name: 'web' });
  if (web?.kind !== 'Service' || !('ports' in web.spec)) throw new Error('no Service');
  const resource = { ...web, spec: { ...web.spec, ...change(web.spec.ports) } } as typeof web;
  return applyEdit(spec, { type: 'putObject', resource }).spec;
}

describe('a text nobody changed', () => {
  it.each([TEXT, TEXT.replaceAll('\n', '\r\n'), `\uFEFF${TEXT}`, TEXT.trimEnd(), ''])('stays as it is, %#', (text) => {
    expect(rewriteText([text], read(text))).toBe(text);
  });
});

describe('a changed object', () => {
  it('keeps comments, order, and fields that the game does not follow; the others stay byte for byte', () => {
    const spec = withService(read(TEXT), (ports) => ({
      ports: ports.map((port) => (port.port === 80 ? { ...port, port: 8080, targetPort: 80 } : port)),
    }));
    const written = rewriteText([TEXT], spec);
    expect(written).toContain('kind: Service # the front door\n');
    expect(written).toContain('  # plain HTTP\n  - port: 8080\n    name: http\n');
    expect(written).toContain('selector: { app: web } # one label\n  ipFamilyPolicy: SingleStack\n');
    expect(written.slice(written.indexOf('---\n\napiVersion: networking'))).toBe(
      TEXT.slice(TEXT.indexOf('---\n\napiVersion: networking')),
    );
    expect(sameValue(read(written), spec)).toBe(true);
  });

  it('an object that is gone takes its document along, a new one comes last', () => {
    const ref = { kind: 'NetworkPolicy', namespace: 'shop', name: 'db' } as const;
    const spec = applyEdit(read(TEXT), { type: 'removeObject', ref }).spec;
    const written = rewriteText([TEXT], spec);
    expect(written).not.toContain('NetworkPolicy');
    expect(written).toContain('kind: ConfigMap');
    expect(sameValue(read(written), spec)).toBe(true);
  });

  it('an alias is written out rather than changed elsewhere', () => {
    const text = `apiVersion: v1\nkind: Service\nmetadata: { name: web, namespace: shop, labels: &l { app: web } }\nspec: { selector: *l, ports: [{ port: 80 }] }\n`;
    const spec = withService(read(text), () => ({ selector: { app: 'api' } }));
    expect(sameValue(read(rewriteText([text], spec)), spec)).toBe(true);
  });

  it('any world written into the text of any other is that world', () => {
    for (let seed = 1; seed <= 150; seed++) {
      const random = createRandom(seed);
      const text = writeWorld(randomSpec(random, 1 + random.below(8)));
      const spec = read(writeWorld(randomSpec(random, 1 + random.below(8))));
      expect(rewriteText([text], read(text))).toBe(text);
      expect(sameValue(read(rewriteText([text], spec)), spec)).toBe(true);
    }
  });
});
