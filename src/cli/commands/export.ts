// export WORLD --as yaml | kubectl | patch | az | bicep | pcapng; --since WORLD_A gives the way from that world to this one.
import { sameValue } from '../../engine/model/sameValue.ts';
import { writeAz, writeAzSince } from '../../manifest/azure/writeAz.ts';
import { writeBicep } from '../../manifest/azure/writeBicep.ts';
import { writeKubectlScript } from '../../manifest/takeHome.ts';
import { rewriteText } from '../../manifest/rewriteText.ts';
import { writePatch } from '../../manifest/writePatch.ts';
import { nearest, type ParsedArguments } from '../arguments.ts';
import { type CliIo, type ExitCode, refuseInput } from '../io.ts';
import { type ReadWorld, readWorld } from '../readWorld.ts';
import { exportPcapng } from './exportPcapng.ts';

const FORMATS = ['yaml', 'kubectl', 'patch', 'az', 'bicep', 'pcapng'] as const;
type Format = (typeof FORMATS)[number];
const CHOICE = 'yaml, kubectl, patch, az, bicep or pcapng';

export async function runExport(given: ParsedArguments, io: CliIo): Promise<ExitCode> {
  const word = given.values.get('as');
  if (word === undefined) return refuseInput(io, `export needs --as FORMAT: ${CHOICE}.`);
  const format = FORMATS.find((name) => name === word);
  if (format === undefined) {
    const near = nearest(word, FORMATS);
    return refuseInput(io, `--as takes ${CHOICE}, not "${word}".${near === undefined ? '' : ` Did you mean ${near}?`}`);
  }
  const since = given.values.get('since');
  if (since !== undefined && format !== 'az' && format !== 'patch')
    return refuseInput(io, '--since goes with --as az and --as patch.');
  if (since === undefined && format === 'patch')
    return refuseInput(io, '--as patch needs --since WORLD_A: the world that the patch is for.');
  if (format === 'pcapng') return exportPcapng(given, io);
  const stray = ['from', 'to', 'at', 'out', 'filter'].find((name) => given.values.has(name));
  if (stray !== undefined) return refuseInput(io, `--${stray} goes with --as pcapng.`);
  const world = await readWorld(io, given.words);
  if (!world.ok) return refuseInput(io, world.message);
  const { spec } = world.value;
  if (since !== undefined) {
    const earlier = await readWorld(io, [since]);
    if (!earlier.ok) return refuseInput(io, earlier.message);
    const before = earlier.value.spec;
    io.out(format === 'az' ? writeAzSince(before.network, spec.network) : writePatch(before, spec));
    if (format === 'patch' && !sameValue(before.network, spec.network))
      io.err('The Network documents differ: --as az --since writes that part.\n');
    return 0;
  }
  if (format !== 'patch') io.out(textOf(format, world.value));
  if (format === 'kubectl')
    io.err('The Network document (Azure, headquarters, the street) is not a Kubernetes object and is left out.\n');
  if (format === 'az' || format === 'bicep') io.err('The Kubernetes objects are left out: --as kubectl writes them.\n');
  return 0;
}

function textOf(format: Exclude<Format, 'pcapng' | 'patch'>, { spec, files }: ReadWorld): string {
  switch (format) {
    case 'yaml':
      return rewriteText(
        files.map(({ text }) => text),
        spec,
      );
    case 'kubectl':
      return writeKubectlScript(spec);
    case 'az':
      return writeAz(spec.network);
    case 'bicep':
      return writeBicep(spec.network);
  }
}
