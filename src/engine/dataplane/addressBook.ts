// AddressBook: who holds which address of one range. Lowest free first; Azure's five are never given out. Rules: A-28, world-format "Addresses".
import { type Cidr, cidrContains, cidrLast, cidrSize, type Ipv4 } from '../net/ipv4.ts';

export interface AddressBook {
  readonly range: Cidr;
  readonly taken: Set<Ipv4>;
  /** Nothing below it is free. */
  cursor: Ipv4;
}

/** Addresses that can be used in a subnet of this size: all but the first four and the last. */
export function usableAddresses(range: Cidr): number {
  return Math.max(0, cidrSize(range) - 5);
}

export function isAzureReserved(range: Cidr, address: Ipv4): boolean {
  return cidrContains(range, address) && (address < range.base + 4 || address === cidrLast(range));
}

export function createAddressBook(range: Cidr): AddressBook {
  return { range, taken: new Set(), cursor: range.base + 4 };
}

/** False when the address is outside, reserved or held already. */
export function takeExact(book: AddressBook, address: Ipv4): boolean {
  if (!cidrContains(book.range, address) || isAzureReserved(book.range, address) || book.taken.has(address)) return false;
  book.taken.add(address);
  return true;
}

export function takeLowest(book: AddressBook): Ipv4 | undefined {
  const last = cidrLast(book.range) - 1;
  while (book.cursor <= last && book.taken.has(book.cursor)) book.cursor++;
  if (book.cursor > last) return undefined;
  book.taken.add(book.cursor);
  return book.cursor++;
}

/** `count` consecutive free addresses, the lowest such run; `align` asks for a base that is a multiple of it. */
export function takeRun(book: AddressBook, count: number, align = 1): Ipv4 | undefined {
  const last = cidrLast(book.range) - 1;
  while (book.cursor <= last && book.taken.has(book.cursor)) book.cursor++;
  let start = Math.ceil(book.cursor / align) * align;
  while (start + count - 1 <= last) {
    let blocked = -1;
    for (let address = start + count - 1; address >= start && blocked < 0; address--) {
      if (book.taken.has(address)) blocked = address;
    }
    if (blocked < 0) {
      for (let address = start; address < start + count; address++) book.taken.add(address);
      return start;
    }
    start = Math.ceil((blocked + 1) / align) * align;
  }
  return undefined;
}
