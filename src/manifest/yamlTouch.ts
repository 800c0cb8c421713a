// Changing single fields of a YAML document where they stand, comments and neighbours untouched.
import type { Document } from 'yaml';
import { sameValue } from '../engine/model/sameValue.ts';

type Plain = Readonly<Record<string, unknown>>;
type Place = readonly (string | number)[];

/** Turns what the document says of `from` into `to`; false where it is made of parts that cannot be changed alone. */
export function touchFields(document: Document, from: Plain, to: Plain): boolean {
  try {
    touchMap(document, { from, to }, []);
    return true;
  } catch {
    // The library refuses to step through an alias or a merged key.
    return false;
  }
}

interface Two<T> {
  readonly from: T;
  readonly to: T;
}

function touchMap(document: Document, { from, to }: Two<Plain>, at: Place): void {
  for (const key of Object.keys(from)) {
    if (!Object.hasOwn(to, key) && document.hasIn([...at, key])) document.deleteIn([...at, key]);
  }
  for (const [key, value] of Object.entries(to))
    touchValue(document, { from: Object.hasOwn(from, key) ? from[key] : undefined, to: value }, [...at, key]);
}

function touchValue(document: Document, { from, to }: Two<unknown>, at: Place): void {
  if (sameValue(from, to)) return;
  if (isPlain(from) && isPlain(to) && document.hasIn(at)) touchMap(document, { from, to }, at);
  else if (Array.isArray(from) && Array.isArray(to) && document.hasIn(at)) touchList(document, { from, to }, at);
  else document.setIn(at, document.createNode(to));
}

function touchList(document: Document, { from, to }: Two<readonly unknown[]>, at: Place): void {
  for (let index = from.length - 1; index >= to.length; index--) document.deleteIn([...at, index]);
  to.forEach((value, index) => {
    if (index < from.length) touchValue(document, { from: from[index], to: value }, [...at, index]);
    else document.addIn(at, document.createNode(value));
  });
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
