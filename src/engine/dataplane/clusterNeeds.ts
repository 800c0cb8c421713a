// What a cluster itself must reach before a node is Ready: names that Azure publishes, at addresses of this world's own.
// Rules: E-3, E-26, G-11. Reached by the same walk as anything else (goals/bootstrap.ts).
import { type Ipv4, parseIpv4 } from '../net/ipv4.ts';

/** Names behind the tag AzureKubernetesService (E-26); `*` stands for one label or more. */
const TAGGED = [
  '*.hcp.*.azmk8s.io',
  'mcr.microsoft.com',
  '*.data.mcr.microsoft.com',
  'mcr-0001.mcr-msedge.net',
  'management.azure.com',
  'login.microsoftonline.com',
  'packages.microsoft.com',
  'acs-mirror.azureedge.net',
  'packages.aks.azure.com',
];
/** What a node asks for on 443 before it is Ready, beside its API server. */
export const NEEDED: readonly string[] = [
  'mcr.microsoft.com',
  'management.azure.com',
  'login.microsoftonline.com',
  'packages.aks.azure.com',
];
const FIRST = parseIpv4('20.200.0.1') ?? 0;

export function isClusterName(name: string): boolean {
  const labels = name.toLowerCase().split('.');
  return TAGGED.some((pattern) => {
    const wanted = pattern.split('.');
    return wanted.length === labels.length && wanted.every((label, index) => label === '*' || label === labels[index]);
  });
}

/** Where such a name is; undefined for any other. API servers of this document have addresses of their own (suppliers.ts). */
export function clusterAddress(name: string): Ipv4 | undefined {
  if (!isClusterName(name)) return undefined;
  const at = NEEDED.indexOf(name.toLowerCase());
  return FIRST + (at < 0 ? NEEDED.length : at);
}

export const AKS_ADDRESSES: readonly Ipv4[] = [...NEEDED, 'other'].map((_name, index) => FIRST + index);
