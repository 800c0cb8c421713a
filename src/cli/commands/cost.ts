// cost WORLD: what it costs per hour by object, in illustrative weights (aks.md J), never a quotation.
import type { ParsedArguments } from '../arguments.ts';
import { type CliIo, type ExitCode, refuseInput } from '../io.ts';
import { refusalSentence, sentence } from '../sentences.ts';
import { loadWorld } from './loadWorld.ts';

export async function runCost(given: ParsedArguments, io: CliIo): Promise<ExitCode> {
  const loaded = await loadWorld(given, io);
  if (!loaded.ok) return refuseInput(io, loaded.message);
  const { engine, revision } = loaded.value;
  const answer = engine.costs({ revision });
  if (!answer.ok) return refuseInput(io, refusalSentence(answer));
  const { lines, total } = answer.value;
  if (given.flags.has('json')) {
    io.out(`${JSON.stringify(answer.value)}\n`);
    return 0;
  }
  const rows = lines.map(
    ({ item, object, count, cost }) => `  ${amount(cost)}  ${count} × ${sentence(`cost.item.${item}`) ?? item}  ${object}\n`,
  );
  io.out(`${rows.join('')}  ${amount(total)}  ${sentence('cost.total')}\n`);
  return 0;
}

function amount(hundredths: number): string {
  return (hundredths / 100).toFixed(2).padStart(10);
}
