// Types of codexPlugin.mjs for the tests.
export function listConcepts(root: string): string[];
export function listCodexLocales(root: string): string[];
export function readConceptCard(root: string, id: string, locale: string): unknown;
