// The names of a certificate: PEM → DER → subjectAltName, else the subject's common name (C-4). Reads only what it must and never past the end;
// anything odd is no certificate.

const MOST_CHARACTERS = 64 * 1024;
const MOST_NAMES = 100;
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const ALT_NAME = [0x55, 0x1d, 0x11];
const COMMON_NAME = [0x55, 0x04, 0x03];
const TAG = { sequence: 0x30, oid: 0x06, octets: 0x04, extensions: 0xa3, dnsName: 0x82 } as const;

/** Bytes of a base64 text, or undefined. */
export function decodeBase64(text: string): Uint8Array | undefined {
  const letters = text.replaceAll(/[\s=]/g, '');
  if (text.length > MOST_CHARACTERS) return undefined;
  const bytes = new Uint8Array(Math.floor((letters.length * 3) / 4));
  let [held, bits, size] = [0, 0, 0];
  for (const letter of letters) {
    const value = LETTERS.indexOf(letter);
    if (value < 0) return undefined;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[size++] = (held >> bits) & 0xff;
  }
  return bytes.subarray(0, size);
}

/** Names that the first certificate of a PEM text is for, or undefined where it cannot be read. */
export function namesOfPem(pem: string): string[] | undefined {
  if (pem.length > MOST_CHARACTERS) return undefined;
  const [, after = ''] = pem.split('-----BEGIN CERTIFICATE-----');
  const [body = '', rest] = after.split('-----END CERTIFICATE-----');
  const der = rest === undefined ? undefined : decodeBase64(body);
  return der && namesOfDer(der);
}

interface Item {
  readonly tag: number;
  readonly body: Uint8Array;
}

function namesOfDer(der: Uint8Array): string[] | undefined {
  const certificate = itemsOf(der)?.[0];
  const signed = certificate?.tag === TAG.sequence ? itemsOf(certificate.body)?.[0] : undefined;
  const fields = signed?.tag === TAG.sequence ? itemsOf(signed.body) : undefined;
  if (!fields) return undefined;
  const alternatives = fields.filter(({ tag }) => tag === TAG.extensions).flatMap(({ body }) => altNames(body));
  // Serial, algorithm, issuer, validity, subject; a version may stand before them.
  const subject = fields[fields[0]?.tag === 0xa0 ? 5 : 4];
  const names = alternatives.length > 0 || !subject ? alternatives : commonNames(subject.body);
  return names.slice(0, MOST_NAMES).map((name) => name.toLowerCase());
}

function altNames(body: Uint8Array): string[] {
  const extensions = itemsOf(body)?.[0];
  return (extensions ? (itemsOf(extensions.body) ?? []) : []).flatMap((extension) => {
    const parts = itemsOf(extension.body) ?? [];
    const value = parts.find(({ tag }) => tag === TAG.octets);
    if (!value || !sameBytes(parts[0], ALT_NAME)) return [];
    const names = itemsOf(value.body)?.[0];
    return (names ? (itemsOf(names.body) ?? []) : []).flatMap(({ tag, body: name }) => (tag === TAG.dnsName ? textOf(name) : []));
  });
}

function commonNames(subject: Uint8Array): string[] {
  return (itemsOf(subject) ?? []).flatMap((set) =>
    (itemsOf(set.body) ?? []).flatMap((attribute) => {
      const [type, value] = itemsOf(attribute.body) ?? [];
      return value && sameBytes(type, COMMON_NAME) ? textOf(value.body) : [];
    }),
  );
}

function sameBytes(item: Item | undefined, wanted: readonly number[]): boolean {
  return item?.tag === TAG.oid && item.body.length === wanted.length && wanted.every((byte, index) => item.body[index] === byte);
}

function textOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, 253));
}

/** The items that fill these bytes exactly; undefined where they do not. */
function itemsOf(bytes: Uint8Array): Item[] | undefined {
  const items: Item[] = [];
  let at = 0;
  while (at < bytes.length) {
    const tag = bytes[at++] ?? 0;
    let length = bytes[at++];
    if (length === undefined) return undefined;
    if (length > 0x80) {
      const count = length - 0x80;
      if (count > 3) return undefined;
      length = 0;
      for (let index = 0; index < count; index++) length = length * 256 + (bytes[at++] ?? 0);
    } else if (length === 0x80) return undefined;
    if (at + length > bytes.length) return undefined;
    items.push({ tag, body: bytes.subarray(at, at + length) });
    at += length;
  }
  return items;
}
