// npm run chaos -- --histories N [--seats N] [--seed N] [--on libsql|postgres] [--only NAME]: small classes live through kills, stops, restarts of the database,
// lines that go bad, full disks and clocks that jump, half of them on a file and half on PostgreSQL with two processes that race; then a checker reads what is
// left. Nothing that was acknowledged may be lost or doubled.
import { argument } from './bots.ts';
import { checkCodes } from './check.ts';
import { liveHistory } from './history.ts';
import { NEMESES } from './nemeses.ts';
import { hasPostgres } from './ownPostgres.ts';
import { openSchool, type School } from './school.ts';

const word = (name: string): string | undefined => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
};
const histories = argument('histories', 6);
const seats = Math.max(3, argument('seats', 8));
const seed = argument('seed', 1);
const on = word('on');
const only = word('only');

let kinds: readonly School['kind'][] = on === 'libsql' || on === 'postgres' ? [on] : ['libsql', 'postgres'];
if (!hasPostgres && kinds.includes('postgres')) {
  process.stdout.write('There is no PostgreSQL on this machine (Debian: apt install postgresql): its half is not run.\n');
  kinds = kinds.filter((kind) => kind !== 'postgres');
}

const broken: string[] = [];
const codes: string[] = [];
const began = Date.now();
let lived = 0;
for (const [index, kind] of kinds.entries()) {
  const share = Math.floor(histories / kinds.length) + (index < histories % kinds.length ? 1 : 0);
  const school = await openSchool(kind);
  const fitting = NEMESES.filter((nemesis) => nemesis.fits(school) && (only === undefined || nemesis.name.includes(only)));
  for (const { name } of NEMESES)
    if (name.includes('disk') && kind === 'libsql' && !school.disk)
      process.stdout.write(`${name}: not run, as only root can make a small disk\n`);
  const told = new Map(fitting.map(({ name }) => [name, { histories: 0, acknowledged: 0, hindered: 0, broken: 0 }]));
  for (let number = 0; number < (fitting.length > 0 ? share : 0); number++) {
    const nemesis = fitting[number % fitting.length];
    if (!nemesis) break;
    const history = await liveHistory(school, nemesis, { number, seed, seats });
    codes.push(history.code);
    const line = told.get(nemesis.name);
    if (line) {
      line.histories++;
      line.acknowledged += history.acknowledged;
      line.hindered += history.hindered;
      line.broken += history.broken.length;
    }
    broken.push(...history.broken.map((what) => `${kind}, seed ${seed}, history ${number}, ${nemesis.name}: ${what}`));
    lived++;
    process.stderr.write(
      `${lived} of ${histories}, ${kind}, ${nemesis.name}: ${history.acknowledged} acknowledged, ${history.hindered} hindered, ${history.broken.length} broken (${Math.round((Date.now() - began) / 1000)} s)\n`,
    );
  }
  await school.close();
  process.stdout.write(`${kind}, ${school.servers.length} process${school.servers.length > 1 ? 'es' : ''}\n`);
  // A disk that filled and hindered nobody was not full: such a history proves nothing.
  for (const [name, { histories: count, hindered }] of told)
    if (count > 0 && hindered === 0 && name.includes('disk')) broken.push(`${kind}, ${name}: nobody was hindered`);
  for (const [name, { histories: count, acknowledged, hindered, broken: bad }] of told)
    process.stdout.write(
      `  ${name}: ${count} histories, ${acknowledged} acknowledged submissions, ${hindered} requests without an answer or sent away, ${bad} broken invariants\n`,
    );
}
broken.push(...checkCodes(codes));
for (const line of broken) process.stdout.write(`${line}\n`);
process.stdout.write(`${lived} histories, ${broken.length} broken invariants (${Math.round((Date.now() - began) / 1000)} s)\n`);
process.exit(broken.length === 0 ? 0 : 1);
