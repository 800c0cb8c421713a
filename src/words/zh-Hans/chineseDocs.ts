// All Simplified Chinese help on fields, in the order in which it is looked through. Fetched with the editor when Chinese is wanted.
import type { FieldDocs } from '../en/fieldDocs.ts';
import { KUBERNETES_DOCS } from './fieldDocs.ts';
import { HOUSE_DOCS } from './fieldDocsHouse.ts';
import { POLICY_DOCS } from './fieldDocsPolicies.ts';

export const CHINESE_DOCS: readonly FieldDocs[] = [KUBERNETES_DOCS, POLICY_DOCS, HOUSE_DOCS];
