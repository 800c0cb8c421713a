// What a field means, by type of the field table and name. Fetched with the editor; English for now, as every locale falls back to it.
import { KUBERNETES_DOCS } from './en/fieldDocs.ts';
import { HOUSE_DOCS } from './en/fieldDocsHouse.ts';
import { POLICY_DOCS } from './en/fieldDocsPolicies.ts';

/** Types that say of a field what another says, where they have no line of their own. */
const LIKE: Readonly<Record<string, string>> = {
  DatedMeta: 'ObjectMeta',
  StatefulSetSpec: 'DeploymentSpec',
  DaemonSetSpec: 'DeploymentSpec',
  CalicoGlobalPolicySpec: 'CalicoPolicySpec',
  BaselinePolicySpec: 'AdminPolicySpec',
  ClusterPolicySpec: 'AdminPolicySpec',
  ClusterIngressRule: 'AdminIngressRule',
  ClusterEgressRule: 'AdminEgressRule',
};

const TABLES = [KUBERNETES_DOCS, POLICY_DOCS, HOUSE_DOCS];

/** Undefined where nothing is known of it. */
export function describeField(type: string, name: string): string | undefined {
  const like = Object.hasOwn(LIKE, type) ? (LIKE[type] ?? '') : '';
  for (const place of [type, like, '*']) {
    for (const table of TABLES) {
      const fields = Object.hasOwn(table, place) ? table[place] : undefined;
      if (fields && Object.hasOwn(fields, name)) return fields[name];
    }
  }
  return undefined;
}
