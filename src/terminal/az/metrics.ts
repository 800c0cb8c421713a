// az monitor metrics list: of the cluster's load balancer, whose probes it hears (DipAvailability, B-18), the SNAT ports that each node holds
// (AllocatedSnatPorts, E-11), and of those how many are taken when the level's load goes about (UsedSnatPorts, SnatConnectionCount). Without times.
import type { BalancerReport } from '../../engine/report/balancerReport.ts';
import type { LoadResult } from '../../engine/report/load/tally.ts';
import { one } from '../../manifest/commands/flagTable.ts';
import { type Done, failWith } from '../call.ts';
import type { Plain } from '../types.ts';
import type { AzCall, AzLooks, AzValue } from './az.ts';
import { balancers } from './balancers.ts';
import type { AzTable } from './output.ts';

interface Row {
  readonly Metric: string;
  readonly BackendIPAddress: string;
  readonly FrontendIPAddress?: string;
  readonly FrontendPort?: number;
  readonly Average: number;
}

const PROBE_TABLE: AzTable = ['FrontendIPAddress', 'FrontendPort', 'BackendIPAddress', 'Average'].map((name) => [name, name]);
const PORT_TABLE: AzTable = ['Metric', 'BackendIPAddress', 'Average'].map((name) => [name, name]);

const USED_TABLE: AzTable = ['Metric', 'BackendIPAddress', 'Maximum'].map((name) => [name, name]);
const COUNT_TABLE: AzTable = ['Metric', 'BackendIPAddress', 'ConnectionState', 'Total'].map((name) => [name, name]);
const MOST_PLANS = 4;

async function list(call: AzCall): Promise<AzValue> {
  const metric = (one(call.given, 'metric') ?? one(call.given, 'metrics') ?? '').trim();
  if (metric === 'DipAvailability' || metric === 'HealthProbeStatus')
    return { value: probeRows(call, await balancers(call)), table: PROBE_TABLE };
  if (metric === 'AllocatedSnatPorts') return portRows(call);
  if (metric === 'UsedSnatPorts' || metric === 'SnatConnectionCount')
    return { value: await usedRows(call, metric), table: metric === 'UsedSnatPorts' ? USED_TABLE : COUNT_TABLE };
  return failWith(call.shell, 'noMetric', { metric: metric.slice(0, 60) });
}

/** 100 where a node answers the probe of a rule, 0 where it does not. */
function probeRows({ shell }: AzCall, reports: readonly BalancerReport[]): readonly Row[] {
  const { nodes } = shell.env.plan;
  return reports.flatMap(({ frontend = '', rules }) =>
    rules.flatMap(({ port, pool, probe }) =>
      probe === undefined
        ? []
        : pool.map(({ node, inPool }) => ({
            Metric: 'DipAvailability',
            FrontendIPAddress: frontend,
            FrontendPort: port,
            BackendIPAddress: nodes.find(({ name }) => name === node)?.ip ?? node,
            Average: inPool ? 100 : 0,
          })),
    ),
  );
}

function portRows(call: AzCall): AzValue | Done {
  const { plan, spec } = call.shell.env;
  const outbound = spec.network.managedClusters[0]?.networkProfile.outboundType ?? 'loadBalancer';
  const ports = plan.snatPortsPerNode;
  if (outbound !== 'loadBalancer' || ports === undefined) return { value: [], table: PORT_TABLE };
  const rows = plan.nodes.map(({ ip }) => ({ Metric: 'AllocatedSnatPorts', BackendIPAddress: ip, Average: ports }));
  return { value: rows, table: PORT_TABLE };
}

/** Nodes whose ports somebody takes while the load goes about; of connections, those that found none are `Failed`. */
async function usedRows({ shell }: AzCall, metric: 'UsedSnatPorts' | 'SnatConnectionCount'): Promise<readonly Plain[]> {
  const { port, plan, plans = [] } = shell.env;
  const results: (LoadResult | undefined)[] = [];
  for (const each of plans.slice(0, MOST_PLANS)) results.push(await port.load?.(each));
  const books = results.flatMap((result) => result?.books ?? []);
  return books.flatMap(({ name, peak, refused }): Plain[] => {
    const [device, node] = name.split(' ');
    if (device !== 'lb:kubernetes') return [];
    const BackendIPAddress = plan.nodes.find((each) => each.name === node)?.ip ?? node ?? '';
    if (metric === 'UsedSnatPorts') return [{ Metric: metric, BackendIPAddress, Maximum: peak }];
    return refused === 0 ? [] : [{ Metric: metric, BackendIPAddress, ConnectionState: 'Failed', Total: refused }];
  });
}

export const METRIC_LOOKS: AzLooks = {
  'monitor metrics list': {
    flags:
      'resource= resource-type= resource-namespace= metric= metrics= interval= aggregation= filter= start-time= end-time= offset= dimension= namespace=',
    run: (call) => list(call),
  },
};
