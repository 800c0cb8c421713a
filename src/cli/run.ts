// One command: arguments → exit code. Commands are imported when they run, so that a quick question starts quickly.
import { type CommandSpec, nearest, type ParsedArguments, parseArguments } from './arguments.ts';
import { COMMANDS, commandHelp, generalHelp } from './commandTable.ts';
import { type CliIo, type ExitCode, refuseInput } from './io.ts';
import { speak } from './language.ts';

type Runner = (given: ParsedArguments, io: CliIo) => Promise<ExitCode>;

const RUNNERS: ReadonlyMap<string, () => Promise<Runner>> = new Map([
  ['trace', async () => (await import('./commands/trace.ts')).runTrace],
  ['capture', async () => (await import('./commands/capture.ts')).runCapture],
  ['routes', async () => (await import('./commands/routes.ts')).runRoutes],
  ['check', async () => (await import('./commands/check.ts')).runCheck],
  ['why', async () => (await import('./commands/why.ts')).runWhy],
  ['diff', async () => (await import('./commands/diff.ts')).runDiff],
  ['compare', async () => (await import('./commands/compare.ts')).runCompare],
  ['migrate', async () => (await import('./commands/migrate.ts')).runMigrate],
  ['load', async () => (await import('./commands/load.ts')).runLoad],
  ['exposure', async () => (await import('./commands/exposure.ts')).runExposure],
  ['apply', async () => (await import('./commands/apply.ts')).runApply],
  ['service', async () => (await import('./commands/service.ts')).runService],
  ['cost', async () => (await import('./commands/cost.ts')).runCost],
  ['matrix', async () => (await import('./commands/matrix.ts')).runMatrix],
  ['conformance', async () => (await import('./commands/conformance.ts')).runConformance],
  ['grade', async () => (await import('./commands/grade.ts')).runGrade],
  ['level', async () => (await import('./commands/level.ts')).runLevel],
  ['export', async () => (await import('./commands/export.ts')).runExport],
]);

/** `argv` without node and script. Never throws for anything a person wrote. */
export async function run(argv: readonly string[], io: CliIo): Promise<ExitCode> {
  const [first, ...rest] = argv;
  if (first === undefined) {
    io.err(generalHelp());
    return 2;
  }
  if (first === '--help' || first === '-h' || (first === 'help' && rest.length === 0)) {
    io.out(generalHelp());
    return 0;
  }
  const name = first === 'help' ? (rest[0] ?? '') : first;
  const spec = COMMANDS.find((command) => command.name === name);
  const runner = RUNNERS.get(name);
  if (!spec || !runner) return refuseInput(io, unknownCommand(name));
  const given = parseArguments(spec, first === 'help' ? ['--help'] : rest);
  if (!given.ok) return refuseInput(io, given.message);
  if (given.value.flags.has('help')) {
    io.out(commandHelp(spec));
    return 0;
  }
  await speak(given.value.values.get('locale'), io.locales ?? []);
  return (await runner())(given.value, io);
}

function unknownCommand(name: string): string {
  const names = COMMANDS.map((command: CommandSpec) => command.name);
  const near = nearest(name, names);
  return `There is no command "${name}".${near ? ` Did you mean ${near}?` : ''} The commands are ${names.join(', ')}.`;
}
