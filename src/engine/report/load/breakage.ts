// Who loses an open connection when the world changes: their pod or node is gone, their port is another node's now, everybody leaves by another
// door, or their packets come to a firewall that never saw them begin. A NAT gateway that is new takes new connections alone.
// Rules: E-2, E-11, E-14, E-27, SVC31, S23, S24, S26.
import type { Dataplane } from '../../dataplane/dataplane.ts';
import type { RuleRef } from '../../model/ruleRef.ts';
import { sizeOf } from './books.ts';
import { type Cause, cut, pathNow, release } from './connection.ts';
import type { LoadPath } from './loadPaths.ts';
import { NO_PORT, resizeBook } from './portBook.ts';
import type { LoadRun } from './run.ts';
import { STATES } from './slots.ts';

export function breakConnections(run: LoadRun, before: Dataplane): void {
  const { slots, world, books } = run;
  const isBroken = breakFinder(before, world.dataplane);
  const broken = run.paths.map(isBroken);
  for (const book of books.list) {
    const size = sizeOf(world.dataplane, book.name);
    if (size) resizeBook(book, size);
  }
  const gated = [before, world.dataplane].some(({ placement }) => (placement.network.azureFirewalls ?? []).length > 0);
  for (let id = 0; id < slots.count; id++) {
    if (run.trees.walks > MOST_WALKS_AT_ONCE) {
      run.beyond = { limit: 'paths', most: MOST_WALKS_AT_ONCE };
      return;
    }
    if (slots.state[id] !== STATES.open && slots.state[id] !== STATES.forgotten) {
      // A port beyond the end of a smaller table is nobody's, not even of one who still knocks.
      if (slots.state[id] === STATES.knocking && lostPort(run, id)) release(run, id, 'halfOpen');
      continue;
    }
    const why =
      broken[slots.path[id] ?? -1] ??
      (lostPort(run, id) ? { outcome: 'reset', reason: 'ports-reallocated', rule: portRule(world.dataplane) } : undefined) ??
      (gated ? findStranger(run, id) : undefined);
    if (why) cut(run, id, why);
  }
}

function breakFinder(before: Dataplane, after: Dataplane): (path: LoadPath) => Cause | undefined {
  const { placement } = after;
  const pods = new Set(placement.pods.map((pod) => `${pod.namespace}/${pod.name}`));
  const nodes = new Set(placement.nodes.flatMap((node) => (node.ready ? node.name : [])));
  const outbound = ({ placement: { cluster } }: Dataplane): string => cluster?.networkProfile.outboundType ?? 'loadBalancer';
  const moved = outbound(before) !== outbound(after);
  const gateways = natGatewaysOf(after);
  const closed = new Set([...natGatewaysOf(before)].filter((name) => !gateways.has(name)));
  return (path) => {
    if (path.pods.some((pod) => !pods.has(pod))) return { outcome: 'reset', reason: 'endpoint-gone' };
    if (path.nodes.some((node) => !nodes.has(node))) return { outcome: 'reset', reason: 'node-gone' };
    const lost = path.snat !== undefined && (moved || closed.has(path.snat.device));
    if (!lost) return undefined;
    const rule = moved ? { object: clusterOf(after), field: 'networkProfile.outboundType' } : undefined;
    return { outcome: 'reset', reason: 'egress-changed', rule };
  };
}

function clusterOf({ placement: { cluster } }: Dataplane): string {
  return `ManagedCluster/${cluster?.name ?? ''}`;
}

/** A fixed number would have kept the tables as they were (E-11). */
function portRule(dataplane: Dataplane): RuleRef {
  return { object: clusterOf(dataplane), field: 'networkProfile.loadBalancerProfile.allocatedOutboundPorts' };
}

/** Those that some subnet leaves by. */
function natGatewaysOf({ placement: { network } }: Dataplane): Set<string> {
  return new Set(network.virtualNetworks.flatMap(({ subnets }) => subnets.flatMap(({ natGateway }) => natGateway ?? [])));
}

/** Ways walked anew in one turn of the world: with more, nobody could stop the run meanwhile. */
const MOST_WALKS_AT_ONCE = 20_000;

/** The next packet comes to another firewall than the first one did, or to none where the first one's state is. */
function findStranger(run: LoadRun, id: number): Cause | undefined {
  const old = run.paths[run.slots.path[id] ?? -1];
  const now = pathNow(run, id);
  return old && old.gates.join() !== now.gates.join() ? { outcome: 'timeout', reason: 'egress-changed' } : undefined;
}

function lostPort({ slots, books }: LoadRun, id: number): boolean {
  const port = slots.port[id] ?? NO_PORT;
  return port !== NO_PORT && port >= (books.list[slots.book[id] ?? -1]?.capacity ?? Infinity);
}
