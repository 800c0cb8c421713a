// Repairs of public records, and why an answer is lost: a record of the street's directory that points at nobody or is missing, and halves of one
// talk that pass different doors. Rules: E-27, E-41, DNS1, G-1.
import type { DnsRecord, DnsZone } from '../model/azure.ts';
import type { NetworkDocument } from '../model/networkDocument.ts';
import { isPrivateAddress, parseIpv4 } from '../net/ipv4.ts';
import type { Candidate, Case } from './counterfactual.ts';
import { changed, inNetwork, nameIn } from './counterfactualWrite.ts';

/** Addresses tried for one record. */
const MOST_ADDRESSES = 8;

/** The answer meets a device that keeps state and never saw the letter. Which door to use is a design, so nothing is tried. */
export function explainReturn({ trace }: Case): Candidate[] {
  const { reply, verdict, via } = trace;
  if (verdict.reason !== 'asymmetric-return' || !verdict.rule) return [];
  const last = reply?.hops.at(-1)?.steps.at(-1);
  const { object, field } = verdict.rule;
  const device = String(last?.params['to'] ?? '–');
  const code = last?.code === 'reply.bypassed' ? 'route.bypass' : 'route.asym';
  return [{ code, params: { object, field, device, entrance: via[0] ?? '–' }, ref: object }];
}

/** A public name whose record leads to nobody, or that has no record: an address at which something of this house answers. */
export function repairRecord({ spec: { network }, dataplane, trace }: Case): Candidate[] {
  const object = trace.verdict.rule?.object ?? '';
  const question = trace.dns?.question.replace(/\.$/, '').toLowerCase() ?? '';
  const isMissing = trace.verdict.outcome === 'nxdomain';
  const zone = (network.dnsZones ?? []).find(({ name }) =>
    isMissing ? question.endsWith(`.${name.toLowerCase()}`) : name === nameIn(object, 'DnsZone'),
  );
  if (!zone) return [];
  const name = question.slice(0, -zone.name.length - 1);
  const record = zone.records.find((each) => each.name === name && each.type === 'A');
  const current = record?.values.join(', ') ?? trace.dns?.answers[0] ?? '–';
  const offered = [
    ...(network.publicIPAddresses ?? []).flatMap(({ ipAddress }) => ipAddress ?? []),
    ...dataplane.plan.services.flatMap(({ externalIP }) => externalIP ?? []),
  ].filter((address) => address !== current && !isPrivateAddress(parseIpv4(address) ?? 0));
  return [...new Set(offered)].slice(0, MOST_ADDRESSES).map((suggested) => {
    const written: DnsRecord = { name, type: 'A', values: [suggested] };
    const records = record ? zone.records.map((each) => (each === record ? written : each)) : [...zone.records, written];
    const params = { zone: zone.name, name, field: `records[${name}]`, current, suggested };
    return inNetwork(isMissing ? 'dns.missing' : 'dns.address', `DnsZone/${zone.name}`, {
      params,
      network: withZone(network, { ...zone, records }),
    });
  });
}

function withZone(network: NetworkDocument, zone: DnsZone): NetworkDocument {
  return { ...network, dnsZones: changed(network.dnsZones, zone) };
}
