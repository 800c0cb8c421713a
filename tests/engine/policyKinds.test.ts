// Which engine counts which kind of policy (D-12), asked of whole worlds.
import { describe, expect, it } from 'vitest';
import { compileDataplane } from '../../src/engine/dataplane/compile.ts';
import type { PolicyEngine } from '../../src/engine/model/networkDocument.ts';
import { house, worldOf } from './worlds.ts';

const CALICO = 'apiVersion: projectcalico.org/v3\nkind: NetworkPolicy\nmetadata: { name: a, namespace: shop }\nspec: {}';
const warned = (engine: PolicyEngine, text: string): string[] =>
  compileDataplane(worldOf(house(), text), { policyEngine: engine }).diagnostics.flatMap(({ code, path, severity }) =>
    code === 'PolicyKindNotEnforced' ? [`${severity} ${path}`] : [],
  );

describe('kinds that judge nothing are told', () => {
  it('D-12 a Calico policy under any other engine', () => {
    for (const engine of ['none', 'azure', 'cilium', 'spec'] as const)
      expect(warned(engine, CALICO)).toEqual(['warning CalicoNetworkPolicy/shop/a']);
  });
});
