// What tests/spec.test.ts uses of scripts/spec.mjs.
export function citedIds(text: string, ranges?: boolean): Set<string>;
export function statedIds(text: string): Set<string>;
export function citedWithoutRow(text: string, cited?: readonly string[]): string[];
