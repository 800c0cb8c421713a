// Spellings of addresses and ranges, both families. Rules: VAL22–VAL24.
import { describe, expect, it } from 'vitest';
import { isAddress, isIpv6, isIpv6Cidr, isStrictSubset } from '../../src/manifest/addresses.ts';

describe('VAL22 addresses', () => {
  it.each([
    '::',
    '::1',
    'fd00::',
    '2001:db8::1',
    '1:2:3:4:5:6:7:8',
    '1:2:3:4:5:6:7::',
    '::2:3:4:5:6:7:8',
    'FE80::AbCd',
    '::ffff:10.0.0.1',
    '1:2:3:4:5:6:10.0.0.1',
  ])('%s is IPv6', (text) => {
    expect(isIpv6(text)).toBe(true);
    expect(isAddress(text)).toBe(true);
    expect(isIpv6Cidr(`${text}/64`)).toBe(true);
  });

  it.each([
    '',
    ':',
    ':::',
    '1',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4::5:6:7:8',
    '::1::',
    '12345::',
    'g::',
    ':1',
    '1:',
    '10.0.0.1',
    '::10.0.0.1:1',
    '10.0.0.1::',
    '1:2:3:4:5:6:7:10.0.0.1',
    '::300.0.0.1',
    `::${'0'.repeat(60)}`,
  ])('%j is not IPv6', (text) => {
    expect(isIpv6(text)).toBe(false);
  });

  it('prefixes go to 128', () => {
    expect(['::/0', '::/128'].map(isIpv6Cidr)).toEqual([true, true]);
    expect(['::', '::/129', '::/', '::/01', '::/1/2', '::/x', '10.0.0.0/8'].map(isIpv6Cidr)).toEqual([
      false,
      false,
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('VAL24 exceptions', () => {
  it.each([
    ['10.1.0.0/16', '10.0.0.0/8', true],
    ['10.0.0.0/8', '10.0.0.0/8', false],
    ['0.0.0.0/0', '10.0.0.0/8', false],
    ['11.0.0.0/16', '10.0.0.0/8', false],
    ['2001:db8::/32', '::/0', true],
    ['::/0', '::/0', false],
    ['10.0.0.0/8', '::/0', false],
    ['::/96', '10.0.0.0/8', false],
  ])('%s in %s: %s', (except, cidr, expected) => {
    expect(isStrictSubset(except, cidr)).toBe(expected);
  });
});
