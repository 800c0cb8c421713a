// Practice without end: a seed makes a working house and breaks one thing in it. The engine proves that it is lost now, won once the fault is undone,
// and not won by opening everything; a fault that proves nothing gives way to the next.
import type { EngineApi, Scores } from '../../engine/api.ts';
import { applyEdit, type Edit } from '../../engine/edit/edit.ts';
import { checkMade } from '../made/checkMade.ts';
import type { MadeLevel } from '../made/madeLevel.ts';
import { AZURE_FAULTS } from './faultsAzure.ts';
import { type Fault, type Injected, KUBERNETES_FAULTS } from './faults.ts';
import { buildHouse, type House, nameHouse } from './house.ts';
import { addCaller, addGate, addReception, addStaff, addSupplier, type Part } from './parts.ts';
import type { Difficulty, PracticeId } from './practiceId.ts';
import { createRandom, type Random } from './random.ts';

export const FAULTS: readonly Fault[] = [...KUBERNETES_FAULTS, ...AZURE_FAULTS];

export interface Practice {
  /** Without texts: words/ has them. */
  readonly made: MadeLevel;
  readonly par: Scores;
  readonly fault: { readonly code: string; readonly params: Injected['params'] };
  readonly rules: readonly string[];
  readonly commands: readonly string[];
}

/** Undefined when no fault could be proved, which no seed has been seen to do. */
export function makePractice(engine: Pick<EngineApi, 'load' | 'judge'>, { difficulty, seed }: PracticeId): Practice | undefined {
  const random = createRandom(seed);
  const house = composeHouse(random, difficulty);
  const spec = buildHouse(house);
  for (const fault of inTurn(random, difficulty)) {
    const injected = fault.inject({ house, spec, random });
    if (!injected) continue;
    const broken = applyEdit(spec, { type: 'batch', edits: injected.edits });
    const made: MadeLevel = {
      title: '-',
      author: '',
      briefing: [],
      hints: [],
      debrief: [],
      goals: house.goals,
      says: {},
      editable: EDITABLE,
      start: broken.spec,
      solution: flat(broken.inverse),
    };
    const verdict = checkMade(engine, made);
    if (!verdict.ok || !isNarrow(engine, made)) continue;
    const { code, rules } = fault;
    return { made, par: verdict.par, fault: { code, params: injected.params }, rules, commands: injected.commands };
  }
  return undefined;
}

/** A fault that stops the whole house, or that Azure would have refused, is none to look for. */
function isNarrow(engine: Pick<EngineApi, 'load' | 'judge'>, { start, goals }: MadeLevel): boolean {
  const { diagnostics } = engine.load({ spec: start, revision: 1 });
  const judged = engine.judge({ revision: 1, goals, start });
  return judged.ok && judged.value.goals.some((goal) => goal.pass) && !diagnostics.some(({ severity }) => severity === 'error');
}

/** What is at hand when a fault is looked for: everything that a fault can sit in. */
const EDITABLE: MadeLevel['editable'] = {
  objects: [
    { kind: 'Service', namespace: '*', create: true, remove: true },
    { kind: 'NetworkPolicy', namespace: '*', create: true, remove: true },
    { kind: 'Deployment', namespace: '*' },
    { kind: 'StatefulSet', namespace: '*' },
    { kind: 'Pod', namespace: '*', remove: true },
  ],
  network: [
    'virtualNetworks',
    'networkSecurityGroups',
    'routeTables',
    'azureFirewalls',
    'privateDnsZones',
    'privateEndpoints',
    'dnsZones',
  ],
};

const ADD: Readonly<Record<Part, (house: House) => void>> = {
  reception: addReception,
  caller: addCaller,
  supplier: addSupplier,
  gate: addGate,
};

export function composeHouse(random: Random, difficulty: Difficulty): House {
  const house = nameHouse(random);
  addStaff(house);
  // A gate and a public reception do not go together: the answer would leave by the wrong door.
  const front = random.pick<Part>(['reception', 'gate']);
  const parts = random.shuffled<Part>([front, 'caller', 'supplier']).slice(0, difficulty === 1 ? 0 : difficulty === 2 ? 1 : 3);
  for (const part of parts) ADD[part](house);
  return house;
}

/** Every fault of the difficulty once; at the harder ones those of the building come first as often as not. */
function inTurn(random: Random, difficulty: Difficulty): readonly Fault[] {
  const fitting = random.shuffled(FAULTS.filter(({ from }) => from <= difficulty));
  if (difficulty === 1 || random.chance(2)) return fitting;
  const outside = new Set(AZURE_FAULTS);
  return [...fitting.filter((fault) => outside.has(fault)), ...fitting.filter((fault) => !outside.has(fault))];
}

function flat(edit: Edit): readonly Edit[] {
  return edit.type === 'batch' ? edit.edits.flatMap(flat) : [edit];
}
