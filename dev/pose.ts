// Poses for pictures: one piece framed in one state (`?piece=device:fw&pose=refusing`), by made-up traces that end there.
import type { Place, Step, Trace } from '../src/engine/forward/trace.ts';
import type { GoalResult } from '../src/engine/goals/goal.ts';
import type { SessionState } from '../src/store/state.ts';
import type { Layout } from '../src/view/layout/types.ts';
import { query } from './house.ts';

export const piece = query.get('piece') ?? undefined;
const pose = query.get('pose');

const KINDS: Readonly<Record<string, Place['kind']>> = {
  pod: 'pod',
  node: 'node',
  device: 'azureFirewall',
  host: 'internetHost',
  paas: 'paasService',
  site: 'onPremises',
  subnet: 'subnet',
  service: 'loadBalancer',
  guard: 'subnet',
  signpost: 'subnet',
};

/** `sample`: any real trace, whose packets are borrowed. */
function endingAt(selection: string, sample: Trace | undefined, effect: Step['effect']): Trace | undefined {
  const [prefix = '', name = ''] = selection.split(/:(.*)/s);
  const kind = KINDS[prefix];
  const step = sample?.hops[0]?.steps[0];
  if (!sample || !step || !kind) return undefined;
  // A security group judges at its subnet; everything else is asked for its own part.
  const type = prefix === 'guard' ? 'nsg' : prefix === 'signpost' ? 'route' : step.type;
  const rule = prefix === 'signpost' ? { rule: { object: 'RouteTable/rt-house', field: 'routes' } } : {};
  const own: Step = { ...step, ...rule, type, effect, params: { ...step.params, service: name } };
  return {
    ...sample,
    hops: [{ at: { kind, name }, steps: [own] }],
    verdict: { outcome: effect === 'deliver' ? 'delivered' : 'timeout' },
  };
}

export function posedGoals(sample: Trace | undefined): readonly GoalResult[] {
  const trace = piece !== undefined && pose === 'target' ? endingAt(piece, sample, 'deliver') : undefined;
  return trace ? [{ id: 'posed', pass: true, checked: 1, failed: 0, trace }] : [];
}

export function posedSession(sample: Trace | undefined): Partial<SessionState> {
  const trace = piece !== undefined && pose === 'refusing' ? endingAt(piece, sample, 'drop') : undefined;
  return {
    ...(trace ? { playback: { trace, position: 0, playing: false, speed: 1 as const } } : {}),
    selection: pose === 'selected' ? piece : undefined,
  };
}

/** Puts a piece out of order. */
export function poseLayout(layout: Layout): void {
  const thing = pose === 'failing' ? layout.bySelection.get(piece ?? '') : undefined;
  if (thing) Object.assign(thing, { trouble: true });
}
