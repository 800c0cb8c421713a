// Single changes of the world in a load run: a Deployment gets more or fewer pods, a subnet another device, a Service is deleted and made again.
// Rules: B-24 (a public address goes with its Service; a static one stays), E-14, F-5, S24, S26, S52.
import type { Dataplane } from '../../dataplane/dataplane.ts';
import { ANNOTATION } from '../../dataplane/services.ts';
import type { Edit } from '../../edit/edit.ts';
import type { Service } from '../../model/kubernetes.ts';
import type { NetworkDocument, Subnet } from '../../model/networkDocument.ts';
import { findObject, type NetworkSpec } from '../../model/spec.ts';
import { formatIpv4 } from '../../net/ipv4.ts';
import type { TimedEdits } from './phases.ts';
import type { LoadEvent } from './plan.ts';

type Other = Extract<LoadEvent, { type: 'scale' | 'subnet' | 'recreate' }>;

/** Nothing where the world has no such thing. */
export function otherEdits(event: Other, spec: NetworkSpec): readonly TimedEdits[] {
  if (event.type === 'subnet') return [{ at: event.at, edits: ({ network }) => changeSubnet(network, event) }];
  const [namespace = '', name = ''] = (event.type === 'scale' ? event.workload : event.service).split('/');
  if (event.type === 'scale') {
    return [
      {
        at: event.at,
        edits: (now) => {
          const found = findObject(now, { kind: 'Deployment', namespace, name });
          if (found?.kind !== 'Deployment') return [];
          return [{ type: 'putObject', resource: { ...found, spec: { ...found.spec, replicas: event.replicas } } }];
        },
      },
    ];
  }
  const service = findObject(spec, { kind: 'Service', namespace, name });
  if (service?.kind !== 'Service') return [];
  let released: string | undefined;
  return [
    {
      at: event.at,
      edits: (_spec, dataplane) => {
        released = addressOf(dataplane, service);
        return [{ type: 'removeObject', ref: { kind: 'Service', namespace, name } }];
      },
    },
    {
      at: event.at + event.after,
      edits: ({ network }) => [
        ...(released === undefined ? [] : [takenBySomebody(network, released)]),
        { type: 'putObject', resource: service },
      ],
    },
  ];
}

function changeSubnet(
  network: NetworkDocument,
  { name, natGateway, routeTable, networkSecurityGroup }: Extract<Other, { type: 'subnet' }>,
): Edit[] {
  const given = Object.entries({ natGateway, routeTable, networkSecurityGroup }).filter(([, device]) => device !== undefined);
  const change = (subnet: Subnet): Subnet => {
    if (subnet.name !== name) return subnet;
    const kept = Object.entries(subnet).filter(([field]) => !given.some(([changed]) => changed === field));
    return Object.fromEntries([...kept, ...given.filter(([, device]) => device !== '')]) as unknown as Subnet;
  };
  const virtualNetworks = network.virtualNetworks.map((vnet) => ({ ...vnet, subnets: vnet.subnets.map(change) }));
  return [{ type: 'putNetwork', network: { ...network, virtualNetworks } }];
}

/** The public address that goes when the Service goes: lent to it, not declared by anybody. */
function addressOf({ services }: Dataplane, { metadata, spec }: Service): string | undefined {
  const address = services.byKey.get(`${metadata.namespace}/${metadata.name}`)?.externalIP;
  const { annotations = {} } = metadata;
  const isDeclared = ['azure-pip-name', 'azure-load-balancer-ipv4'].some(
    (key) => annotations[`${ANNOTATION}${key}`] !== undefined,
  );
  const isInternal = annotations[`${ANNOTATION}azure-load-balancer-internal`] === 'true';
  if (isDeclared || isInternal || spec.loadBalancerIP !== undefined || address === undefined) return undefined;
  return formatIpv4(address);
}

/** Azure lends it to the next who asks, whoever that is. */
function takenBySomebody(network: NetworkDocument, address: string): Edit {
  const lent = { name: `lent-${address}`, ipAddress: address };
  return { type: 'putNetwork', network: { ...network, publicIPAddresses: [...(network.publicIPAddresses ?? []), lent] } };
}
