// check WORLD: diagnostics with their sentences and lines, and the plan of addresses.
import type { Diagnostic } from '../../engine/model/diagnostic.ts';
import type { ParsedArguments } from '../arguments.ts';
import type { TextFile } from '../files.ts';
import { type Finding, formatCheck } from '../format/checkText.ts';
import { type CliIo, type ExitCode, refuseInput } from '../io.ts';
import { findPlace } from '../readWorld.ts';
import { diagnosticSentence } from '../sentences.ts';
import { loadWorld } from './loadWorld.ts';

export async function runCheck(given: ParsedArguments, io: CliIo): Promise<ExitCode> {
  const loaded = await loadWorld(given, io);
  if (!loaded.ok) return refuseInput(io, loaded.message);
  const { world, compiled } = loaded.value;
  const findings = compiled.diagnostics.map((diagnostic) => findingOf(diagnostic, world.files));
  const { subnets, nodes, podsUnplaced, snatPortsPerNode, snatMaxNodes, natGatewayPorts, firewallSnatPorts } = compiled.plan;
  const plan = { subnets, nodes, podsUnplaced, snatPortsPerNode, snatMaxNodes, natGatewayPorts, firewallSnatPorts };
  io.out(given.flags.has('json') ? `${JSON.stringify({ diagnostics: findings, plan })}\n` : formatCheck(findings, compiled.plan));
  return 0;
}

function findingOf(diagnostic: Diagnostic, files: readonly TextFile[]): Finding {
  const { code, severity, path } = diagnostic;
  const place = findPlace(path, files);
  const line = diagnostic.line ?? place?.line;
  return {
    code,
    severity,
    path,
    ...(line === undefined ? {} : { line }),
    ...(place === undefined ? {} : { file: place.file }),
    message: diagnosticSentence(diagnostic),
  };
}
