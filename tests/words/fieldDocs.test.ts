// Help in the editor: every field that the game honours, reached from any kind, has a sentence of its own; and no sentence is about a field that is not.
import { describe, expect, it } from 'vitest';
import { fieldsOfType } from '../../src/manifest/fields.ts';
import { KINDS } from '../../src/manifest/kinds.ts';
import { KUBERNETES_DOCS } from '../../src/words/en/fieldDocs.ts';
import { HOUSE_DOCS } from '../../src/words/en/fieldDocsHouse.ts';
import { POLICY_DOCS } from '../../src/words/en/fieldDocsPolicies.ts';
import { describeField } from '../../src/words/fieldDocs.ts';

/** Type → honoured fields, walking only through honoured ones. */
function honoured(): Map<string, readonly string[]> {
  const seen = new Map<string, readonly string[]>();
  const visit = (type: string): void => {
    const fields = [...(fieldsOfType(type)?.values() ?? [])].filter(({ treatment }) => treatment === 'honoured');
    if (fields.length === 0 || seen.has(type)) return;
    seen.set(
      type,
      fields.map(({ name }) => name),
    );
    for (const field of fields) visit(field.type.replace('[]', ''));
  };
  for (const kind of KINDS.keys()) visit(kind);
  return seen;
}

describe('help on fields', () => {
  it('there is a sentence for every honoured field', () => {
    const all = [...honoured()].flatMap(([type, names]) => names.map((name) => [type, name] as const));
    expect(all.length).toBeGreaterThan(500);
    expect(all.filter(([type, name]) => describeField(type, name) === undefined).map((pair) => pair.join('.'))).toEqual([]);
    expect(describeField('ServiceSpec', 'selectors')).toBeUndefined();
    expect(describeField('__proto__', 'constructor')).toBeUndefined();
  });

  it('no sentence is about a field that the table has not', () => {
    const lost = [KUBERNETES_DOCS, POLICY_DOCS, HOUSE_DOCS]
      .flatMap((table) => Object.entries(table))
      .filter(([type]) => type !== '*')
      .flatMap(([type, fields]) =>
        Object.keys(fields)
          .filter((name) => ![type, ...inherited(type)].some((each) => fieldsOfType(each)?.has(name)))
          .map((name) => `${type}.${name}`),
      );
    expect(lost).toEqual([]);
  });

  it('sentences end as sentences do, and back quotes come in pairs', () => {
    const texts = [KUBERNETES_DOCS, POLICY_DOCS, HOUSE_DOCS].flatMap((table) =>
      Object.values(table).flatMap((each) => Object.values(each)),
    );
    expect(texts.filter((text) => !/[.!?]$/.test(text) || text.split('`').length % 2 === 0)).toEqual([]);
  });
});

/** Types that take sentences over from this one. */
function inherited(type: string): readonly string[] {
  const takers: Readonly<Record<string, readonly string[]>> = {
    ObjectMeta: ['DatedMeta'],
    DeploymentSpec: ['StatefulSetSpec', 'DaemonSetSpec'],
    CalicoPolicySpec: ['CalicoGlobalPolicySpec'],
    AdminPolicySpec: ['BaselinePolicySpec', 'ClusterPolicySpec'],
    AdminIngressRule: ['ClusterIngressRule'],
    AdminEgressRule: ['ClusterEgressRule'],
  };
  return takers[type] ?? [];
}
