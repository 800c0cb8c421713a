// The key of the departments: which colour and pattern stands for which namespace, as the board draws them now.
import type { Plan } from '../engine/dataplane/plan.ts';
import { hueIndex } from './layers/atlas.ts';
import { departmentsOf } from './layout/departments.ts';
import type { Look } from './look.ts';
import { cssColour, PATTERNS } from './tokens.ts';

export interface DepartmentKey {
  readonly namespace: string;
  /** `#rrggbb` */
  readonly colour: string;
  readonly pattern: (typeof PATTERNS)[number];
}

export function departmentKey(plan: Plan, look: Look): DepartmentKey[] {
  return departmentsOf(plan).map((namespace, hue) => ({
    namespace,
    colour: cssColour(look.hues[hueIndex(hue)] ?? 0),
    pattern: PATTERNS[hueIndex(hue)] ?? 'solid',
  }));
}
