// From × to: pods that are alike are one row, and each cell says how many of its pairs get through. Every verdict is the engine's matrix
// (policy and listening); nothing here reads a policy. Rules: NP2 (a pod reaches itself, so it is no pair), NP4.
import type { PodPlan } from '../engine/dataplane/plan.ts';
import type { PairTable } from '../engine/report/connectivity.ts';

export interface PodGroup {
  /** `shop/web`, or `shop` when namespaces are the rows. */
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  /** `ns/name`, in the matrix' order. */
  readonly pods: readonly string[];
  /** `8080/TCP`, of each of them. */
  readonly doors: readonly (readonly string[])[];
  /** `8080/TCP`, what any of them listens on. */
  readonly ports: readonly string[];
}

export type CellState = 'all' | 'some' | 'none' | 'silent';

export interface Cell {
  /** `silent`: nobody there listens at this port (or the only pair is a pod with itself). */
  readonly state: CellState;
  readonly allowed: number;
  readonly pairs: number;
}

export interface WorkloadMatrix {
  readonly groups: readonly PodGroup[];
  /** [from][to] */
  readonly cells: readonly (readonly Cell[])[];
}

export type Grouping = 'workload' | 'namespace';

/** Pods of one workload, or alone with the same labels in one namespace, are one group. */
export function groupPods(plan: readonly PodPlan[], grouping: Grouping, among?: readonly string[]): PodGroup[] {
  const known = among && new Set(among);
  const groups = new Map<string, { first: PodPlan; pods: string[]; doors: string[][]; owner: string | undefined }>();
  for (const pod of plan) {
    const name = `${pod.namespace}/${pod.name}`;
    if (known && !known.has(name)) continue;
    const labels = Object.entries(pod.labels).map(([label, value]) => `${label}=${value}`);
    const own = pod.owner ?? labels.sort().join();
    const key = grouping === 'namespace' ? pod.namespace : `${pod.namespace}/${String(pod.hostNetwork)}/${own}`;
    const group = groups.get(key) ?? { first: pod, pods: [], doors: [], owner: pod.owner };
    group.pods.push(name);
    group.doors.push([...new Set(pod.ports.map(({ port, protocol }) => `${port}/${protocol}`))]);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ first, pods, doors, owner }) => ({
    name: grouping === 'namespace' ? first.namespace : `${first.namespace}/${nameOf(first, owner, pods.length)}`,
    namespace: first.namespace,
    labels: first.labels,
    pods,
    doors,
    ports: [...new Set(doors.flat())].sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10) || (a < b ? -1 : 1)),
  }));
}

/** The workload's name; of pods that stand alone their own, or what they have in common. */
function nameOf({ name, labels }: PodPlan, owner: string | undefined, count: number): string {
  const [label] = Object.entries(labels);
  return owner?.split('/').at(-1) ?? (count > 1 && label ? `${label[0]}=${label[1]}` : name);
}

/** Every cell at once; `port` undefined counts every port that is listened on. */
export function summariseMatrix(
  matrix: PairTable,
  plan: readonly PodPlan[],
  { grouping, port }: { readonly grouping: Grouping; readonly port?: string | undefined },
): WorkloadMatrix {
  const groups = groupPods(plan, grouping, matrix.pods);
  const place = new Map(groups.flatMap(({ pods }, group) => pods.map((name) => [name, group] as const)));
  const groupOf = matrix.pods.map((name) => place.get(name) ?? -1);
  const counted = new Set(matrix.ports.flatMap((name, index) => (port === undefined || name === port ? [index] : [])));
  const allowed = groups.map(() => groups.map(() => 0));
  groupOf.forEach((sender, from) => {
    const row = allowed[sender];
    if (!row) return;
    for (const column of counted)
      forEachReceiver(matrix, from, column, (to) => {
        const receiver = groupOf[to] ?? -1;
        if (from !== to && receiver >= 0) row[receiver] = (row[receiver] ?? 0) + 1;
      });
  });
  // How many doors a group has at the ports in question: one a pod and port.
  const doors = groups.map((group) =>
    group.doors.map((ports) => ports.filter((name) => port === undefined || name === port).length),
  );
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const cells = groups.map(({ pods }, from) =>
    groups.map((_to, to): Cell => {
      const all = sum(doors[to] ?? []);
      const pairs = from === to ? all * (pods.length - 1) : all * pods.length;
      const count = allowed[from]?.[to] ?? 0;
      const state = pairs === 0 ? 'silent' : count === 0 ? 'none' : count < pairs ? 'some' : 'all';
      return { state, allowed: count, pairs };
    }),
  );
  return { groups, cells };
}

/** The pair to ask about: the first of the cell that is not as wanted; undefined when all are. */
export function pairOf(
  matrix: PairTable,
  [from, to]: readonly [PodGroup, PodGroup],
  { port, want }: { readonly port: string; readonly want: 'delivered' | 'blocked' },
): readonly [string, string] | undefined {
  const column = matrix.ports.indexOf(port);
  const index = new Map(matrix.pods.map((name, at) => [name, at]));
  for (const sender of from.pods)
    for (const [at, receiver] of to.pods.entries()) {
      // Who does not listen is not kept from anything.
      if (!to.doors[at]?.includes(port)) continue;
      const isOpen = isReached(matrix, { from: index.get(sender) ?? -1, to: index.get(receiver) ?? -1, column });
      if (sender !== receiver && isOpen === (want === 'blocked')) return [sender, receiver];
    }
  return undefined;
}

function forEachReceiver({ ports, words, rows }: PairTable, from: number, column: number, visit: (to: number) => void): void {
  const start = (from * ports.length + column) * words;
  for (let word = 0; word < words; word++) {
    for (let bits = rows[start + word] ?? 0; bits !== 0; bits &= bits - 1) visit(word * 32 + 31 - Math.clz32(bits & -bits));
  }
}

function isReached(
  { ports, words, rows }: PairTable,
  { from, to, column }: { readonly from: number; readonly to: number; readonly column: number },
): boolean {
  if (from < 0 || to < 0 || column < 0) return false;
  return (((rows[(from * ports.length + column) * words + (to >>> 5)] ?? 0) >>> (to & 31)) & 1) === 1;
}
