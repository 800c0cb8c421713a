// How long a connection may be silent before a device on its way forgets it, and which field says so. Rules: B-21, E-12, E-13, S51.
import type { Dataplane } from '../../dataplane/dataplane.ts';
import { ANNOTATION } from '../../dataplane/services.ts';
import type { Step, Trace } from '../../forward/trace.ts';
import type { RuleRef } from '../../model/ruleRef.ts';

export interface Patience {
  /** Milliseconds of silence; Infinity where nobody on the way keeps count. */
  readonly after: number;
  /** A forgotten connection is answered with a reset, or with nothing. */
  readonly resets: boolean;
  readonly rule?: RuleRef;
}

const MINUTE = 60_000;
const USUAL = 4;
const IDLE = `${ANNOTATION}azure-load-balancer-tcp-idle-timeout`;
const QUIET = `${ANNOTATION}azure-load-balancer-disable-tcp-reset`;

/** The load balancer gave the flow to a node. */
export function isBalanced({ type, params }: Step): boolean {
  return type === 'loadBalance' && params['healthy'] !== undefined;
}

/** The shortest patience on the way (B-21, E-12, E-13; the firewall's four minutes are Azure's). UDP has four minutes everywhere. */
export function patienceOf(dataplane: Dataplane, trace: Trace): Patience {
  const found = [...inwards(dataplane, trace), ...outwards(dataplane, trace), ...throughFirewalls(trace)];
  const capped = trace.tuple?.protocol === 'UDP' ? found.map((one) => ({ ...one, after: USUAL * MINUTE })) : found;
  return capped.reduce<Patience>((least, one) => (one.after < least.after ? one : least), { after: Infinity, resets: true });
}

function inwards({ services }: Dataplane, { hops }: Trace): Patience[] {
  return hops.flatMap(({ steps }) => {
    const step = steps.find(isBalanced);
    if (!step) return [];
    const key = String(step.params['service']);
    const annotations = services.byKey.get(key)?.service.metadata.annotations ?? {};
    const own = Number(annotations[IDLE]);
    const rule = { object: `Service/${key}`, field: `metadata.annotations[${IDLE}]` };
    return { after: (own >= 4 && own <= 30 ? own : USUAL) * MINUTE, resets: annotations[QUIET] !== 'true', rule };
  });
}

function outwards({ placement: { network, cluster } }: Dataplane, { snat }: Trace): Patience[] {
  const object = `ManagedCluster/${cluster?.name ?? ''}`;
  const profile = cluster?.networkProfile;
  if (snat?.device === 'lb:kubernetes') {
    const rule = { object, field: 'networkProfile.loadBalancerProfile.idleTimeoutInMinutes' };
    return [{ after: (profile?.loadBalancerProfile?.idleTimeoutInMinutes ?? 30) * MINUTE, resets: true, rule }];
  }
  if (snat?.device === 'natgw:managed') {
    const rule = { object, field: 'networkProfile.natGatewayProfile.idleTimeoutInMinutes' };
    return [{ after: (profile?.natGatewayProfile?.idleTimeoutInMinutes ?? USUAL) * MINUTE, resets: true, rule }];
  }
  const gateway = network.natGateways?.find(({ name }) => name === snat?.device);
  if (!gateway) return [];
  const rule = { object: `NatGateway/${gateway.name}`, field: 'idleTimeoutInMinutes' };
  return [{ after: (gateway.idleTimeoutInMinutes ?? USUAL) * MINUTE, resets: true, rule }];
}

/** No field changes it. */
function throughFirewalls({ hops }: Trace): Patience[] {
  return hops.flatMap(({ at }) => (at.kind === 'azureFirewall' ? { after: USUAL * MINUTE, resets: false } : []));
}
