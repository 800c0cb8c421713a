// The records of a TLS 1.3 handshake: what is readable on the wire (ClientHello with its server name, ServerHello), and the rest as
// ciphertext of a plausible length. Keys and random bytes are a hash: nothing here encrypts. Layout: RFC 8446, 6066.
import { hashText } from '../../net/hash.ts';

const HANDSHAKE = 22;
const APPLICATION_DATA = 23;
const X25519 = 0x001d;
const AES_128_GCM_SHA256 = 0x1301;
/** Content, its type byte and the tag of AES-GCM. */
const SEAL_BYTES = 17;

export function clientHello(serverName: string, seed: string): Uint8Array {
  const extensions = [
    ...(serverName === '' ? [] : [extension(0, prefixed([0, ...prefixed(ascii(serverName))]))]),
    extension(10, prefixed(word(X25519))),
    extension(13, prefixed([...word(0x0403), ...word(0x0804), ...word(0x0401)])),
    extension(16, prefixed([...short(ascii('h2')), ...short(ascii('http/1.1'))])),
    extension(43, short(word(0x0304))),
    extension(51, prefixed([...word(X25519), ...prefixed(noise(`${seed} key`, 32))])),
  ];
  const body = [
    ...word(0x0303),
    ...noise(`${seed} random`, 32),
    ...short(noise(`${seed} session`, 32)),
    ...prefixed([...word(AES_128_GCM_SHA256), ...word(0x1302), ...word(0x1303)]),
    ...short([0]),
    ...prefixed(extensions.flat()),
  ];
  return record(HANDSHAKE, [1, 0, ...prefixed(body)], 0x0301);
}

/** ServerHello, the compatibility byte, and certificate and Finished, sealed. `seed` is the one of its ClientHello: the session is echoed. */
export function serverFlight(seed: string): Uint8Array {
  const extensions = [
    extension(51, [...word(X25519), ...prefixed(noise(`${seed} server key`, 32))]),
    extension(43, word(0x0304)),
  ];
  const body = [
    ...word(0x0303),
    ...noise(`${seed} server random`, 32),
    ...short(noise(`${seed} session`, 32)),
    ...word(AES_128_GCM_SHA256),
    0,
    ...prefixed(extensions.flat()),
  ];
  return joined([record(HANDSHAKE, [2, 0, ...prefixed(body)]), changeCipherSpec(), sealed(`${seed} certificate`, 1012)]);
}

export function clientFinished(seed: string): Uint8Array {
  return joined([changeCipherSpec(), sealed(`${seed} finished`, 36)]);
}

/** A sealed alert: the client does not like the certificate's name. */
export function sealedAlert(seed: string): Uint8Array {
  return joined([changeCipherSpec(), sealed(`${seed} alert`, 2)]);
}

/** Application data of so many readable bytes. */
export function sealed(seed: string, length: number): Uint8Array {
  return record(APPLICATION_DATA, noise(seed, length + SEAL_BYTES));
}

function changeCipherSpec(): Uint8Array {
  return record(20, [1]);
}

function record(type: number, content: readonly number[], version = 0x0303): Uint8Array {
  return Uint8Array.from([type, ...word(version), ...prefixed(content)]);
}

function extension(type: number, content: readonly number[]): number[] {
  return [...word(type), ...prefixed(content)];
}

/** With a length of two bytes before it. */
function prefixed(content: readonly number[]): number[] {
  return [...word(content.length), ...content];
}

/** With a length of one byte before it. */
function short(content: readonly number[]): number[] {
  return [content.length, ...content];
}

function word(value: number): number[] {
  return [(value >>> 8) & 255, value & 255];
}

export function ascii(text: string): number[] {
  return Array.from(text, (letter) => (letter.codePointAt(0) ?? 63) & 127);
}

function noise(seed: string, length: number): number[] {
  return Array.from({ length }, (_, index) => (hashText(`${seed} ${index >>> 2}`, 7) >>> (8 * (index & 3))) & 255);
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
