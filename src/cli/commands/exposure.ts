// exposure WORLD: what is open and nobody needs (--needs FILE), and how far one pod's reach spreads (--pod ns/pod).
import type { Flow } from '../../engine/forward/trace.ts';
import type { NeedsReport } from '../../engine/goals/needs.ts';
import type { Spread } from '../../engine/report/spread.ts';
import { type ParsedArguments, wholeNumber } from '../arguments.ts';
import { locate, readTextFile } from '../files.ts';
import { type CliIo, type ExitCode, refuseInput, type Usable, unusable, usable } from '../io.ts';
import { label } from '../language.ts';
import { refusalSentence, sentence } from '../sentences.ts';
import { flowText, listText } from './diff.ts';
import { loadWorld } from './loadWorld.ts';

export async function runExposure(given: ParsedArguments, io: CliIo): Promise<ExitCode> {
  const depth = wholeNumber(given, 'depth', { fallback: 3, from: 1, to: 16 });
  if (!depth.ok) return refuseInput(io, depth.message);
  const needs = await readNeeds(given.values.get('needs'), io);
  if (!needs.ok) return refuseInput(io, needs.message);
  const loaded = await loadWorld(given, io);
  if (!loaded.ok) return refuseInput(io, loaded.message);
  const { engine, revision } = loaded.value;
  const pod = given.values.get('pod');
  const open = engine.weighNeeds({ revision, needs: needs.value });
  const spread = pod === undefined ? undefined : engine.blastRadius({ revision, pod, depth: depth.value });
  if (!open.ok) return refuseInput(io, refusalSentence(open));
  if (spread?.ok === false) return refuseInput(io, refusalSentence(spread));
  const answer = { ...open.value, ...(spread ? { blastRadius: spread.value } : {}) };
  io.out(
    given.flags.has('json')
      ? `${JSON.stringify(answer)}\n`
      : `${formatNeeds(open.value)}${spread ? `\n${formatSpread(spread.value)}` : ''}`,
  );
  return open.value.unmet.length > 0 ? 1 : 0;
}

/** One need a line, `SENDER > RECEIVER`; `#` begins a remark. */
async function readNeeds(path: string | undefined, io: CliIo): Promise<Usable<readonly Flow[]>> {
  if (path === undefined) return usable([]);
  const place = await locate(io, path);
  if (!place) return unusable(`${path}: there is no such file.`);
  const file = await readTextFile(place.path, path);
  if (!file.ok) return file;
  const needs: Flow[] = [];
  for (const [index, line] of file.value.text.split('\n').entries()) {
    const text = line.replace(/(^|\s)#.*$/, '').trim();
    if (text === '') continue;
    const [from = '', to = '', ...more] = text.split(/\s+>\s+/);
    if (from === '' || to === '' || more.length > 0)
      return unusable(`${path}:${index + 1}: a need is written SENDER > RECEIVER, such as shop/web > http://api.shop:8080/.`);
    needs.push({ from, to });
  }
  return usable(needs);
}

function formatNeeds({ open, needed, unneeded, unmet }: NeedsReport): string {
  const missing = unmet.map(
    ({ from, to, failure }) =>
      `  ! ${label('exposure.need', { flow: flowText({ from, to }), reason: sentence(failure.code, failure.params) ?? failure.code })}\n`,
  );
  return [
    `${label('exposure.open', { open, needed })}\n`,
    ...(unmet.length === 0 ? [] : [`${label('exposure.unmet', { count: unmet.length })}\n`, ...missing]),
    listText(label('exposure.unneeded'), '+', unneeded.count, unneeded.flows.slice(0, 50).map(flowText)),
  ].join('');
}

function formatSpread({ pod, steps, reached, pods }: Spread): string {
  const lines = steps.flatMap(({ distance, count, pods: found }) => [
    `  ${distance}. ${count}\n`,
    ...found
      .slice(0, 10)
      .map((each) => `     ${label('exposure.step', { pod: each.pod, from: each.from, ports: each.ports.join(', ') })}\n`),
    ...(count > 10 ? [`     ${label('list.more', { count: count - 10 })}\n`] : []),
  ]);
  return `${label('exposure.spread', { pod, reached, pods })}\n${lines.join('')}`;
}
