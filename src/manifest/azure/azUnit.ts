// One thing that az makes, changes and removes: the whole script and the script between two worlds are both read off a list of these. Section I.

export interface AzUnit {
  /** The same thing in two worlds has the same key. */
  readonly key: string;
  readonly create: string;
  readonly flags: readonly string[];
  /** Lines that must have run before, such as the id of a subnet. */
  readonly before?: readonly string[];
  /** Absent: `create` over an existing one changes it. */
  readonly update?: string;
  /** Flags that only `create` takes. */
  readonly fixed?: readonly string[];
  /** Flags that cannot go from these values to those. */
  readonly oneWay?: (from: readonly string[], to: readonly string[]) => readonly string[];
  /** Absent: it goes with the thing that holds it. */
  readonly remove?: string;
}

export const GROUP = '--resource-group "$RG"';

const LONG = 4;

export function command(start: string, flags: readonly string[]): string {
  return flags.length > LONG ? [start, ...flags].join(' \\\n  ') : [start, ...flags].join(' ');
}

export function createLines(unit: AzUnit): string[] {
  return [...(unit.before ?? []), command(unit.create, unit.flags)];
}

/** What turns one unit into another of the same key; empty when nothing differs. */
export function updateLines(from: AzUnit, to: AzUnit): string[] {
  const changed = to.flags.filter((item) => !from.flags.includes(item));
  const names = new Set(to.flags.map(nameOf));
  const gone = from.flags.filter((item) => !names.has(nameOf(item)));
  if (from.create === to.create && changed.length === 0 && gone.length === 0) return [];
  if (to.update === undefined || from.create !== to.create) return createLines(to);
  const held = [...(to.fixed ?? []), ...(to.oneWay?.(from.flags, to.flags) ?? [])];
  const stays = (item: string): boolean => held.includes(nameOf(item));
  // A switch has no value to empty; a value is emptied.
  const cleared = gone.filter((item) => !stays(item) && /[ =]/.test(item)).map((item) => `${nameOf(item)} ''`);
  const given = changed.filter((item) => !stays(item));
  const notes = [...changed.filter(stays), ...gone.filter((item) => stays(item) || !/[ =]/.test(item))].map(
    (item) =>
      `# ${nameOf(item)} is decided when this is made: ${to.key.replaceAll(/[^\w./ -]/g, '_')} keeps it until it is made anew`,
  );
  const all = [...given, ...cleared];
  if (all.length === 0) return notes;
  const needed = (to.before ?? []).filter((line) => all.some((item) => item.includes(`"$${line.split('=', 1)[0] ?? ''}"`)));
  return [...notes, ...needed, command(to.update, all)];
}

function nameOf(flag: string): string {
  return flag.split(/[ =]/, 1)[0] ?? '';
}
