// The field table is whole, and completion offers what it says.
import { describe, expect, it } from 'vitest';
import { fieldsOf, fieldsOfType, typesOfTable } from '../../src/manifest/fields.ts';
import { KUBERNETES_ENUMS } from '../../src/manifest/fieldTable.ts';
import { KINDS } from '../../src/manifest/kinds.ts';
import { HOUSE_ENUMS } from '../../src/manifest/networkTable.ts';
import { POLICY_ENUMS } from '../../src/manifest/policyFieldTable.ts';
import { REPORT_REASONS } from '../../src/manifest/reportReasons.ts';

const SIMPLE = new Set(['string', 'bool', 'int', 'number', 'any', 'IntOrString', 'strings', 'map']);

describe('field table', () => {
  it('every type it names is there, every reason is one', () => {
    for (const type of typesOfTable()) {
      for (const field of fieldsOfType(type)?.values() ?? []) {
        const inner = field.type.replace('[]', '');
        expect(SIMPLE.has(inner) || typesOfTable().includes(inner), `${type}.${field.name}: ${field.type}`).toBe(true);
        expect(REPORT_REASONS).toContain(field.reason);
      }
    }
  });

  it('names no field twice, and enums only fields that are there', () => {
    for (const key of [...Object.keys(KUBERNETES_ENUMS), ...Object.keys(HOUSE_ENUMS), ...Object.keys(POLICY_ENUMS)]) {
      const [type = '', field = ''] = key.split('.');
      expect(fieldsOfType(type)?.has(field), key).toBe(true);
    }
  });

  it('every type is reached from a kind', () => {
    const reached = new Set<string>();
    const visit = (type: string): void => {
      if (reached.has(type)) return;
      reached.add(type);
      for (const field of fieldsOfType(type)?.values() ?? [])
        if (fieldsOfType(field.type.replace('[]', ''))) visit(field.type.replace('[]', ''));
    };
    for (const kind of KINDS.keys()) visit(kind);
    expect(typesOfTable().filter((type) => !reached.has(type))).toEqual([]);
  });
});

describe('completion', () => {
  const names = (kind: string, ...path: string[]): string[] => fieldsOf(kind, path).map(({ name }) => name);

  it('offers the fields of a place', () => {
    expect(names('Service')).toEqual(['apiVersion', 'kind', 'metadata', 'spec', 'status']);
    expect(names('Service', 'spec', 'ports')).toEqual(['name', 'port', 'targetPort', 'protocol', 'nodePort', 'appProtocol']);
    expect(names('NetworkPolicy', 'spec', 'ingress', 'from')).toEqual(['podSelector', 'namespaceSelector', 'ipBlock']);
    expect(names('Deployment', 'spec', 'template', 'spec', 'containers', 'ports')).toContain('containerPort');
    expect(names('Network', 'managedClusters', 'networkProfile')).toContain('podCidr');
  });

  it('offers values of enums and booleans', () => {
    const field = (kind: string, path: string[], name: string): unknown =>
      fieldsOf(kind, path).find((item) => item.name === name)?.values;
    expect(field('Network', ['managedClusters', 'networkProfile'], 'networkPlugin')).toEqual(['azure', 'kubenet', 'none']);
    expect(field('NetworkPolicy', ['spec'], 'policyTypes')).toEqual(['Ingress', 'Egress']);
    expect(field('Pod', ['spec'], 'hostNetwork')).toEqual(['true', 'false']);
    expect(field('Service', ['spec'], 'selector')).toBeUndefined();
  });

  it('says what is not simulated, offers nothing that the server writes', () => {
    expect(fieldsOf('Pod', ['spec', 'containers']).find(({ name }) => name === 'readinessProbe')?.doc).toBe('report.probes');
    expect(fieldsOf('Pod', ['spec', 'containers']).find(({ name }) => name === 'ports')).not.toHaveProperty('doc');
    expect(names('Pod', 'metadata')).not.toContain('uid');
  });

  it('knows nothing of kinds and paths that are not there', () => {
    expect(names('Ingres')).toEqual([]);
    expect(names('PodSpec')).toEqual([]);
    expect(names('__proto__')).toEqual([]);
    expect(names('Pod', 'spec', 'constructor')).toEqual([]);
    expect(names('Pod', 'metadata', 'labels', 'x')).toEqual([]);
  });
});
