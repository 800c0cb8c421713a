// EndpointSlices that somebody wrote by hand, defaulted and validated. Rules: SVC7, SVC8, VAL62.
import type { EndpointSlice, ObjectMeta } from '../engine/model/kubernetes.ts';
import { parseIpv4 } from '../engine/net/ipv4.ts';
import { PROTOCOLS } from '../engine/net/packet.ts';
import { isIpv6 } from './addresses.ts';
import { checkDnsLabel, checkPortNumber } from './names.ts';
import { type Findings, invalid, required } from './problems.ts';
import { bool, compact, filled, list, number, oneOf, type Rec, record, text, texts } from './take.ts';

type Endpoint = EndpointSlice['endpoints'][number];
type EndpointPort = EndpointSlice['ports'][number];

export function readEndpointSlice(found: Findings, object: Rec, metadata: ObjectMeta): EndpointSlice {
  const addressType = oneOf(object, 'addressType', ['IPv4', 'IPv6', 'FQDN'] as const) ?? 'IPv4';
  if (text(object, 'addressType') === undefined) found.fail(required('SVC7', ['addressType']));
  if (addressType !== 'IPv4')
    found.note({
      path: ['addressType'],
      treatment: 'unsupported',
      reason: addressType === 'IPv6' ? 'report.ipv6' : 'report.later',
    });
  const ports = (list(object, 'ports') ?? []).map((item, index) => {
    const port = record(item);
    const value = number(port, 'port');
    const name = text(port, 'name');
    if (value !== undefined) checkPortNumber(found.fail, value, ['ports', index, 'port']);
    if (name !== undefined) checkDnsLabel(found.fail, name, ['ports', index, 'name']);
    return compact<EndpointPort>({ name, port: value, protocol: oneOf(port, 'protocol', PROTOCOLS) ?? 'TCP' });
  });
  const endpoints = (list(object, 'endpoints') ?? []).map((item, index) =>
    readEndpoint(found, record(item), { index, addressType }),
  );
  return { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', metadata, addressType, ports, endpoints };
}

function readEndpoint(
  found: Findings,
  endpoint: Rec,
  place: { readonly index: number; readonly addressType: EndpointSlice['addressType'] },
): Endpoint {
  const { index, addressType } = place;
  const addresses = texts(endpoint, 'addresses') ?? [];
  const path = ['endpoints', index, 'addresses'];
  if (addresses.length === 0) found.fail(required('SVC7', path, 'must contain at least 1 address'));
  addresses.forEach((address, position) => {
    const here = [...path, position];
    if (addressType === 'IPv4' && parseIpv4(address) === undefined)
      found.fail(invalid('SVC7', here, address, 'must be a valid IPv4 address'));
    if (addressType === 'IPv6' && !isIpv6(address)) found.fail(invalid('SVC7', here, address, 'must be a valid IPv6 address'));
  });
  const source = record(endpoint['conditions']);
  const conditions = compact<NonNullable<Endpoint['conditions']>>({
    ready: bool(source, 'ready'),
    serving: bool(source, 'serving'),
    terminating: bool(source, 'terminating'),
  });
  return compact<Endpoint>({
    addresses,
    conditions: Object.keys(conditions).length > 0 ? conditions : undefined,
    nodeName: text(endpoint, 'nodeName'),
    hostname: text(endpoint, 'hostname'),
    zone: text(endpoint, 'zone'),
    hints: readHints(record(endpoint['hints'])),
  });
}

function readHints(hints: Rec): Endpoint['hints'] {
  const names = (key: string): readonly { readonly name: string }[] | undefined =>
    filled((list(hints, key) ?? []).flatMap((item) => ({ name: text(record(item), 'name') ?? '' })));
  const read = compact<NonNullable<Endpoint['hints']>>({ forZones: names('forZones'), forNodes: names('forNodes') });
  return Object.keys(read).length > 0 ? read : undefined;
}
