// export WORLD --as yaml | kubectl | pcapng. The notations of later work are refused with a sentence.
import { allObjects, type NetworkSpec } from '../../engine/model/spec.ts';
import { writeResource } from '../../manifest/writeManifests.ts';
import { writeWorld } from '../../manifest/writeWorld.ts';
import { nearest, type ParsedArguments } from '../arguments.ts';
import { type CliIo, type ExitCode, refuseInput } from '../io.ts';
import { readWorld } from '../readWorld.ts';
import { exportPcapng } from './exportPcapng.ts';

const WRITTEN = ['yaml', 'kubectl', 'pcapng'] as const;
const LATER: ReadonlyMap<string, string> = new Map([
  ['az', 'az commands'],
  ['bicep', 'Bicep'],
]);

export async function runExport(given: ParsedArguments, io: CliIo): Promise<ExitCode> {
  const format = given.values.get('as');
  if (format === undefined) return refuseInput(io, 'export needs --as FORMAT: yaml, kubectl or pcapng.');
  const later = LATER.get(format);
  if (later !== undefined) return refuseInput(io, `Export as ${later} is not there yet; --as takes yaml, kubectl or pcapng.`);
  if (!WRITTEN.some((name) => name === format)) {
    const near = nearest(format, [...WRITTEN, ...LATER.keys()]);
    return refuseInput(
      io,
      `--as takes yaml, kubectl or pcapng, not "${format}".${near === undefined ? '' : ` Did you mean ${near}?`}`,
    );
  }
  if (format === 'pcapng') return exportPcapng(given, io);
  const world = await readWorld(io, given.words);
  if (!world.ok) return refuseInput(io, world.message);
  io.out(format === 'yaml' ? writeWorld(world.value.spec) : writeKubectl(world.value.spec));
  if (format === 'kubectl')
    io.err('The Network document (Azure, headquarters, the street) is not a Kubernetes object and is left out.\n');
  return 0;
}

/** A script for any shell: namespaces first, then everything else, in one apply each. */
function writeKubectl(spec: NetworkSpec): string {
  const objects = allObjects(spec);
  const groups = [objects.filter(({ kind }) => kind === 'Namespace'), objects.filter(({ kind }) => kind !== 'Namespace')];
  const commands = groups.filter((group) => group.length > 0).map((group) => applyCommand(group.map(writeResource)));
  return ['#!/bin/sh', 'set -e', ...commands, ''].join('\n');
}

function applyCommand(documents: readonly string[]): string {
  const body = documents.map((text) => (text.endsWith('\n') ? text : `${text}\n`)).join('---\n');
  // The quoted word ends the text: it must not be a line of it.
  let end = 'MANIFESTS';
  while (body.split('\n').includes(end)) end += '_';
  return `kubectl apply -f - <<'${end}'\n${body}${end}`;
}
