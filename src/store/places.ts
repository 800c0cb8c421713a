// Where a hop of a trace happens, as selections spell it. Pure; read by board, twin and states alike.
import type { Hop, Place } from '../engine/forward/trace.ts';

const PREFIXES: Readonly<Record<Place['kind'], string>> = {
  pod: 'pod',
  node: 'node',
  subnet: 'subnet',
  loadBalancer: 'device',
  virtualNetworkGateway: 'device',
  onPremises: 'site',
  onPremisesHost: 'host',
  virtualMachine: 'host',
  azureFirewall: 'device',
  natGateway: 'device',
  internet: 'site',
  internetHost: 'host',
  privateEndpoint: 'device',
  paasService: 'paas',
};

export function selectionOfPlace(place: Place): string {
  return `${PREFIXES[place.kind]}:${place.name}`;
}

/** A load balancer on the way in is the reception desk of the Service it serves. */
export function selectionOfHop(hop: Hop): string {
  if (hop.at.kind !== 'loadBalancer') return selectionOfPlace(hop.at);
  const service = hop.steps.map(({ params }) => params['service']).find((value) => typeof value === 'string');
  return service === undefined ? selectionOfPlace(hop.at) : `service:${service}`;
}
