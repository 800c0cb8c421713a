// The program of a pattern: what the parser understood, laid out as instructions for the matcher. Rules: ING15.

/** Ranges of UTF-16 units, inclusive. */
export interface CharSet {
  readonly ranges: readonly (readonly [number, number])[];
  readonly negated: boolean;
}

export type Instruction =
  | ({ readonly op: 'set' } & CharSet)
  /** The first way is preferred. */
  | { readonly op: 'split'; readonly first: number; readonly second: number }
  | { readonly op: 'jump'; readonly to: number }
  | { readonly op: 'save'; readonly slot: number }
  | { readonly op: 'start' | 'end' | 'boundary' | 'inside' | 'match' };

export type PatternNode =
  | { readonly type: 'set'; readonly set: CharSet }
  | { readonly type: 'assert'; readonly op: 'start' | 'end' | 'boundary' | 'inside' }
  | { readonly type: 'sequence' | 'choice'; readonly items: readonly PatternNode[] }
  | { readonly type: 'repeat'; readonly item: PatternNode; readonly min: number; readonly max: number; readonly greedy: boolean }
  | { readonly type: 'group'; readonly item: PatternNode; readonly index: number };

const MOST_INSTRUCTIONS = 2048;

/** Undefined where the program would be too long. */
export function layOut(node: PatternNode): readonly Instruction[] | undefined {
  const program: Instruction[] = [];
  emit(program, { type: 'group', item: node, index: 0 });
  program.push({ op: 'match' });
  return program.length > MOST_INSTRUCTIONS ? undefined : program;
}

/** Stops growing once the program is too long; layOut refuses it then. */
function emit(program: Instruction[], node: PatternNode): void {
  if (program.length > MOST_INSTRUCTIONS) return;
  if (node.type === 'set') program.push({ op: 'set', ...node.set });
  else if (node.type === 'assert') program.push({ op: node.op });
  else if (node.type === 'group') {
    program.push({ op: 'save', slot: node.index * 2 });
    emit(program, node.item);
    program.push({ op: 'save', slot: node.index * 2 + 1 });
  } else if (node.type === 'choice') emitChoice(program, node.items);
  else if (node.type === 'sequence') for (const item of node.items) emit(program, item);
  else if (node.type === 'repeat') emitRepeat(program, node);
}

function emitChoice(program: Instruction[], items: readonly PatternNode[]): void {
  const ends: number[] = [];
  for (const [index, item] of items.entries()) {
    if (index === items.length - 1) emit(program, item);
    else {
      const split = program.push({ op: 'jump', to: 0 }) - 1;
      emit(program, item);
      ends.push(program.push({ op: 'jump', to: 0 }) - 1);
      program[split] = { op: 'split', first: split + 1, second: program.length };
    }
  }
  for (const end of ends) program[end] = { op: 'jump', to: program.length };
}

function emitRepeat(program: Instruction[], node: Extract<PatternNode, { type: 'repeat' }>): void {
  const split = (at: number, inside: number, outside: number): void => {
    program[at] = node.greedy ? { op: 'split', first: inside, second: outside } : { op: 'split', first: outside, second: inside };
  };
  for (let count = 0; count < node.min; count++) emit(program, node.item);
  if (node.max === Infinity) {
    const loop = program.push({ op: 'jump', to: 0 }) - 1;
    emit(program, node.item);
    program.push({ op: 'jump', to: loop });
    split(loop, loop + 1, program.length);
    return;
  }
  const splits: number[] = [];
  for (let count = node.min; count < node.max; count++) {
    splits.push(program.push({ op: 'jump', to: 0 }) - 1);
    emit(program, node.item);
  }
  for (const at of splits) split(at, at + 1, program.length);
}
