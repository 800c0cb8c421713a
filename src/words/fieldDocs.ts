// What a field means, by type of the field table and name. Fetched with the editor: English always, another language when it is spoken.
import { type FieldDocs, KUBERNETES_DOCS } from './en/fieldDocs.ts';
import { HOUSE_DOCS } from './en/fieldDocsHouse.ts';
import { POLICY_DOCS } from './en/fieldDocsPolicies.ts';
import { DEFAULT_LOCALE } from './locales.ts';

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

const ENGLISH: readonly FieldDocs[] = [KUBERNETES_DOCS, POLICY_DOCS, HOUSE_DOCS];

const LOADERS: Readonly<Record<string, () => Promise<readonly FieldDocs[]>>> = {
  'zh-Hans': async () => (await import('./zh-Hans/chineseDocs.ts')).CHINESE_DOCS,
};

const loaded = new Map<string, readonly FieldDocs[]>([[DEFAULT_LOCALE, ENGLISH]]);

/** Fetches the help in a language; where there is none, or it cannot be fetched, help stays English. */
export async function loadFieldDocs(locale: string): Promise<void> {
  const load = Object.hasOwn(LOADERS, locale) ? LOADERS[locale] : undefined;
  if (!load || loaded.has(locale)) return;
  try {
    loaded.set(locale, await load());
  } catch {
    // The next editor tries again.
  }
}

/** Undefined where nothing is known of it. */
export function describeField(type: string, name: string, locale: string = DEFAULT_LOCALE): string | undefined {
  return findField(type, name, loaded.get(locale) ?? ENGLISH) ?? findField(type, name, ENGLISH);
}

function findField(type: string, name: string, tables: readonly FieldDocs[]): string | undefined {
  const like = Object.hasOwn(LIKE, type) ? (LIKE[type] ?? '') : '';
  for (const place of [type, like, '*']) {
    for (const table of tables) {
      const fields = Object.hasOwn(table, place) ? table[place] : undefined;
      if (fields && Object.hasOwn(fields, name)) return fields[name];
    }
  }
  return undefined;
}
