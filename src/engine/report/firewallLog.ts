// What Azure Firewall writes down of a walk, in the columns of its own tables: AZFWNetworkRule, AZFWApplicationRule, AZFWNatRule. Without a
// clock there is no TimeGenerated. Rules: E-20, E-21, E-28.
import type { Step, Trace, Walk } from '../forward/trace.ts';
import type { Packet, WireProtocol } from '../net/packet.ts';

interface Line {
  /** The firewall; Azure writes its whole path. */
  readonly _ResourceId: string;
  readonly SourceIp: string;
  readonly SourcePort: number;
  readonly DestinationPort: number;
  readonly Policy: string;
  readonly RuleCollectionGroup: string;
  readonly RuleCollection: string;
  readonly Rule: string;
}

interface Decided {
  readonly Action: 'Allow' | 'Deny';
  /** `Default Action` where no rule fits; empty otherwise. */
  readonly ActionReason: string;
}

export interface NetworkRuleLog extends Line, Decided {
  readonly Type: 'AZFWNetworkRule';
  readonly Protocol: WireProtocol;
  readonly DestinationIp: string;
}

export interface ApplicationRuleLog extends Line, Decided {
  readonly Type: 'AZFWApplicationRule';
  readonly Protocol: 'HTTP' | 'HTTPS' | 'MSSQL';
  readonly Fqdn: string;
  /** Only with TLS inspection, or of plain HTTP. */
  readonly TargetUrl: string;
  readonly IsTlsInspected: false;
  readonly IsExplicitProxyRequest: false;
  readonly WebCategory: '';
}

export interface NatRuleLog extends Line {
  readonly Type: 'AZFWNatRule';
  readonly Protocol: WireProtocol;
  readonly DestinationIp: string;
  readonly TranslatedIp: string;
  readonly TranslatedPort: number;
}

export type FirewallLogLine = NetworkRuleLog | ApplicationRuleLog | NatRuleLog;

const DEFAULT_ACTION = 'Default Action';

/** In the order in which the firewalls met the packet; answers that come back through one are not written down. */
export function listFirewallLog({ hops }: Pick<Trace | Walk, 'hops'>): readonly FirewallLogLine[] {
  return hops.flatMap(({ at, steps }) =>
    at.kind === 'azureFirewall' ? steps.flatMap((step) => (step.type === 'firewall' ? [lineOf(at.name, step)] : [])) : [],
  );
}

function lineOf(firewall: string, step: Step): FirewallLogLine {
  const { before, params, code } = step;
  const text = (name: string): string => String(params?.[name] ?? '');
  const line: Line = {
    _ResourceId: `AzureFirewall/${firewall}`,
    SourceIp: before.sourceIP,
    SourcePort: before.sourcePort,
    DestinationPort: before.destinationPort,
    Policy: '',
    RuleCollectionGroup: text('group'),
    RuleCollection: text('collection'),
    Rule: text('rule'),
  };
  if (code === 'firewall.dnat') {
    return {
      Type: 'AZFWNatRule',
      ...line,
      Protocol: before.protocol,
      DestinationIp: before.destinationIP,
      TranslatedIp: text('address'),
      TranslatedPort: Number(params?.['port']),
    };
  }
  const decided: Decided = {
    Action: code === 'firewall.allowed' ? 'Allow' : 'Deny',
    ActionReason: code === 'firewall.noRule' ? DEFAULT_ACTION : '',
  };
  const target = text('target');
  const fqdn = target === before.destinationIP ? '' : target;
  const spoken = protocolOf(before);
  // What no rule fits is written down by the last that was asked: application rules, where a name could be read. They are not asked about
  // what comes from the street.
  const isAsked = text('type') === 'none' && fqdn !== '' && spoken !== undefined && params?.['from'] !== 'internet';
  const byName = text('type') === 'application' || isAsked;
  if (!byName)
    return { Type: 'AZFWNetworkRule', ...line, ...decided, Protocol: before.protocol, DestinationIp: before.destinationIP };
  return {
    Type: 'AZFWApplicationRule',
    ...line,
    ...decided,
    Protocol: spoken ?? 'HTTPS',
    Fqdn: fqdn,
    TargetUrl: before.http?.scheme === 'http' ? `${fqdn}${before.http.path}` : '',
    IsTlsInspected: false,
    IsExplicitProxyRequest: false,
    WebCategory: '',
  };
}

/** What an application rule would take the packet for. */
function protocolOf({ http, destinationPort, protocol }: Packet): ApplicationRuleLog['Protocol'] | undefined {
  if (protocol !== 'TCP') return undefined;
  if (http) return http.scheme === 'https' ? 'HTTPS' : 'HTTP';
  const known: Readonly<Record<number, ApplicationRuleLog['Protocol']>> = { 80: 'HTTP', 443: 'HTTPS', 1433: 'MSSQL' };
  return known[destinationPort];
}
