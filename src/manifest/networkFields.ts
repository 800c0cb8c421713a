// Fields that many parts of the Network document share: names, ranges, addresses, open ports, lists of records. Each is checked with its path.
import type { OpenPort } from '../engine/model/azure.ts';
import { parseCidr, parseIpv4 } from '../engine/net/ipv4.ts';
import { PROTOCOLS } from '../engine/net/packet.ts';
import { checkPortNumber } from './names.ts';
import { duplicate, type Findings, invalid, required } from './problems.ts';
import { bool, compact, filled, list, number, oneOf, type Rec, record, text, texts } from './take.ts';
import type { Path } from './yamlDocument.ts';

/** One record of the document and where it stands. */
export interface Part {
  readonly found: Findings;
  readonly source: Rec;
  readonly path: Path;
}

const CIDR_TEXT = 'must be an IPv4 range such as 10.0.0.0/24';
const IP_TEXT = 'must be an IPv4 address such as 10.0.0.4';

export function nameOf({ found, source, path }: Part): string {
  const name = text(source, 'name');
  if (name === undefined) found.fail(required('name', [...path, 'name']));
  return name ?? '';
}

export function needText({ found, source, path }: Part, key: string): string {
  const value = text(source, key);
  if (value === undefined) found.fail(required('required', [...path, key]));
  return value ?? '';
}

/** A range where there is one; a bare address or host bits written for a range are refused as Azure refuses them. */
export function cidrOf({ found, source, path }: Part, key: string): string | undefined {
  const value = text(source, key);
  if (value !== undefined) checkRange(found, value, [...path, key]);
  return value;
}

export function needCidr(part: Part, key: string): string {
  const value = cidrOf(part, key);
  if (value === undefined) part.found.fail(required('cidr', [...part.path, key]));
  return value ?? '';
}

export function cidrsOf({ found, source, path }: Part, key: string): string[] | undefined {
  const values = texts(source, key);
  values?.forEach((value, index) => checkRange(found, value, [...path, key, index]));
  return values;
}

function checkRange(found: Findings, value: string, path: Path): void {
  if (parseCidr(value) === undefined) found.fail(invalid('cidr', path, value, CIDR_TEXT));
}

export function addressOf({ found, source, path }: Part, key: string): string | undefined {
  const value = text(source, key);
  if (value !== undefined && parseIpv4(value) === undefined) found.fail(invalid('ip', [...path, key], value, IP_TEXT));
  return value;
}

export function needAddress(part: Part, key: string): string {
  const value = addressOf(part, key);
  if (value === undefined) part.found.fail(required('ip', [...part.path, key]));
  return value ?? '';
}

export function addressesOf({ found, source, path }: Part, key: string): string[] | undefined {
  const values = texts(source, key);
  values?.forEach((value, index) => {
    if (parseIpv4(value) === undefined) found.fail(invalid('ip', [...path, key, index], value, IP_TEXT));
  });
  return values;
}

export function openPortsOf(part: Part): readonly OpenPort[] | undefined {
  return filled(
    partsOf(part, 'ports').map(({ found, source, path }) => {
      const port = number(source, 'port') ?? 0;
      checkPortNumber(found.fail, port, [...path, 'port']);
      return compact<OpenPort>({
        port,
        protocol: oneOf(source, 'protocol', PROTOCOLS) ?? 'TCP',
        tls: bool(source, 'tls') === true ? true : undefined,
      });
    }),
  );
}

/** The records of a list, each with its place. */
export function partsOf({ found, source, path }: Part, key: string): Part[] {
  return (list(source, key) ?? []).map((item, index) => ({ found, source: record(item), path: [...path, key, index] }));
}

/** Lists whose entries are named refer to each other by name: a name stands once. */
export function namedPartsOf(part: Part, key: string): Part[] {
  const parts = partsOf(part, key);
  const seen = new Set<string>();
  for (const { found, source, path } of parts) {
    const name = text(source, 'name') ?? '';
    if (name !== '' && seen.has(name)) found.fail(duplicate('name', [...path, 'name'], name));
    seen.add(name);
  }
  return parts;
}
