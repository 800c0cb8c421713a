// The cases of one file, one after another. No files and no Node here: the browser runs the same.
import type { EngineApi } from '../../engine/api.ts';
import type { CaseFile, Mismatch } from './caseFile.ts';
import { runAzureCase } from './runAzure.ts';
import { runPolicyCase, runServiceCase } from './runRecorded.ts';
import { runRoutingCase } from './runRouting.ts';

export interface CaseResult {
  readonly id: string;
  readonly pass: boolean;
  readonly mismatches: readonly Mismatch[];
}

export function* runCases(engine: EngineApi, file: CaseFile): Generator<CaseResult> {
  const result = (id: string, mismatches: readonly Mismatch[]): CaseResult => ({ id, pass: mismatches.length === 0, mismatches });
  if (file.kind === 'netpol') for (const item of file.cases) yield result(item.id, runPolicyCase(engine, item));
  else if (file.kind === 'service') for (const item of file.cases) yield result(item.id, runServiceCase(engine, item));
  else if (file.kind === 'azure') for (const item of file.cases) yield result(item.id, runAzureCase(engine, item));
  else for (const item of file.cases) yield result(item.id, runRoutingCase(engine, item));
}
