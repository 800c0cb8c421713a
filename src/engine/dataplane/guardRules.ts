// The rules of a network security group as they are asked: the player's own by priority, then Azure's. Rules: F-6, F-7.
import type { NetworkSecurityGroup, SecurityRule } from '../model/azure.ts';

type Direction = SecurityRule['direction'];

function standard(
  name: string,
  priority: number,
  part: Pick<SecurityRule, 'direction' | 'access'> & Partial<SecurityRule>,
): SecurityRule {
  return {
    name,
    priority,
    protocol: '*',
    sourceAddressPrefix: '*',
    sourcePortRange: '*',
    destinationAddressPrefix: '*',
    destinationPortRange: '*',
    ...part,
  };
}

const IN = { direction: 'Inbound', access: 'Allow' } as const;
const OUT = { direction: 'Outbound', access: 'Allow' } as const;
const WITHIN = { sourceAddressPrefix: 'VirtualNetwork', destinationAddressPrefix: 'VirtualNetwork' } as const;

/** What Azure puts under every group (F-7). */
const DEFAULT_RULES: readonly SecurityRule[] = [
  standard('AllowVnetInBound', 65_000, { ...IN, ...WITHIN }),
  standard('AllowAzureLoadBalancerInBound', 65_001, { ...IN, sourceAddressPrefix: 'AzureLoadBalancer' }),
  standard('DenyAllInBound', 65_500, { direction: 'Inbound', access: 'Deny' }),
  standard('AllowVnetOutBound', 65_000, { ...OUT, ...WITHIN }),
  standard('AllowInternetOutBound', 65_001, { ...OUT, destinationAddressPrefix: 'Internet' }),
  standard('DenyAllOutBound', 65_500, { direction: 'Outbound', access: 'Deny' }),
];

export interface OrderedRule {
  readonly rule: SecurityRule;
  /** One of Azure's own. */
  readonly isDefault: boolean;
}

/** In the order in which they are asked; the first that fits decides. */
export function rulesInOrder({ securityRules }: NetworkSecurityGroup, direction: Direction): readonly OrderedRule[] {
  const of = (rules: readonly SecurityRule[], isDefault: boolean): OrderedRule[] =>
    rules
      .filter((rule) => rule.direction === direction)
      .sort((a, b) => a.priority - b.priority)
      .map((rule) => ({ rule, isDefault }));
  return [...of(securityRules, false), ...of(DEFAULT_RULES, true)];
}
