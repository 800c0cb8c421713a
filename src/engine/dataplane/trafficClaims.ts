// Application Gateway for Containers, as Kubernetes sees it: which Gateway or Ingress asks for which frontend of which resource.
// Rules: C-30; annotations `alb.networking.azure.io/*`.
import type { Gateway } from '../model/gateway.ts';
import type { Ingress } from '../model/ingress.ts';
import type { NetworkDocument } from '../model/networkDocument.ts';
import { formatRef } from '../model/spec.ts';
import { compareText, hashText } from '../net/hash.ts';
import type { HttpTables } from './httpTables.ts';

const CLASS = 'azure-alb-external';
const CONTROLLER = 'alb.networking.azure.io/alb-controller';
const PREFIX = 'alb.networking.azure.io/';
const FRONTEND_ADDRESS = 'alb.networking.azure.io/alb-frontend';

export type Claimant =
  | { readonly type: 'gateway'; readonly gateway: Gateway }
  | { readonly type: 'ingress'; readonly ingress: Ingress };

/** Why nobody programs a frontend for it. */
export type ClaimFault = 'unnamed' | 'unknownResource' | 'unknownFrontend' | 'taken';

export interface Claim {
  readonly claimant: Claimant;
  /** `Gateway/ns/name`, `Ingress/ns/name`. */
  readonly object: string;
  /** Field that names the resource or its frontend. */
  readonly field: string;
  readonly resource: string;
  readonly frontend: string;
  readonly fault?: ClaimFault;
}

/** Names of the Ingress classes that the ALB controller serves; it makes its own class itself. */
export function albClasses({ classes }: HttpTables): ReadonlySet<string> {
  const named = classes.flatMap(({ metadata, spec }) => (spec.controller === CONTROLLER ? metadata.name : []));
  return new Set([...named, CLASS]);
}

export function isAlbGateway({ gatewayClasses }: HttpTables, { spec: { gatewayClassName } }: Gateway): boolean {
  const declared = gatewayClasses.find(({ metadata }) => metadata.name === gatewayClassName);
  return declared ? declared.spec.controllerName === CONTROLLER : gatewayClassName === CLASS;
}

/** Everybody who asks for a frontend, oldest first; one frontend is for one of them alone. */
export function claimsOf(network: NetworkDocument, http: HttpTables): Claim[] {
  const classes = albClasses(http);
  const gateways = http.gateways
    .filter((gateway) => isAlbGateway(http, gateway))
    .map((gateway) => claimOf(network, { type: 'gateway', gateway }));
  const ingresses = http.ingresses
    .filter(({ className }) => className !== undefined && classes.has(className))
    .map(({ ingress }) => claimOf(network, { type: 'ingress', ingress }));
  const dated = [...gateways, ...ingresses].sort((a, b) => compareText(dateOf(a), dateOf(b)));
  const held = new Set<string>();
  return dated.map((claim) => {
    if (claim.fault) return claim;
    const key = frontendKey(claim.resource, claim.frontend);
    if (held.has(key)) return { ...claim, fault: 'taken' };
    held.add(key);
    return claim;
  });
}

/** Azure's names do not heed case. */
export function frontendKey(resource: string, frontend: string): string {
  return `${resource.toLowerCase()}/${frontend.toLowerCase()}`;
}

function metadataOf(claimant: Claimant): Gateway['metadata'] {
  return claimant.type === 'gateway' ? claimant.gateway.metadata : claimant.ingress.metadata;
}

function dateOf({ claimant }: Claim): string {
  return metadataOf(claimant).creationTimestamp ?? '';
}

function annotationOf(claimant: Claimant, name: string): string | undefined {
  const annotations = metadataOf(claimant).annotations ?? {};
  const key = PREFIX + name;
  return Object.hasOwn(annotations, key) ? annotations[key] : undefined;
}

/**
 * `alb-id` names a resource that stands already, and then one of its frontends is named too; `alb-name` one that the controller keeps, which
 * makes a frontend for whoever names none.
 */
function claimOf(network: NetworkDocument, claimant: Claimant): Claim {
  const { namespace, name } = metadataOf(claimant);
  const object = formatRef({ kind: claimant.type === 'gateway' ? 'Gateway' : 'Ingress', namespace, name });
  const id = annotationOf(claimant, 'alb-id');
  const wanted = id === undefined ? annotationOf(claimant, 'alb-name') : id.split('/').findLast((part) => part !== '');
  const field = `metadata.annotations[${PREFIX}${id === undefined ? 'alb-name' : 'alb-id'}]`;
  const claim = { claimant, object, field, resource: wanted ?? '', frontend: '' };
  if (wanted === undefined || wanted === '') return { ...claim, fault: 'unnamed' };
  const resource = (network.trafficControllers ?? []).find((item) => item.name.toLowerCase() === wanted.toLowerCase());
  if (!resource) return { ...claim, fault: 'unknownResource' };
  const chosen = frontendField(claimant);
  const found = { ...claim, resource: resource.name, field: chosen.field };
  if (chosen.value === undefined && id === undefined)
    return { ...found, frontend: `fe-${hashText(`${claimant.type} ${namespace}/${name}`, 0).toString(16).padStart(8, '0')}` };
  const listed = resource.frontends.find((item) => item.toLowerCase() === chosen.value?.toLowerCase());
  return listed === undefined
    ? { ...found, frontend: chosen.value ?? '', fault: 'unknownFrontend' }
    : { ...found, frontend: listed };
}

function frontendField(claimant: Claimant): { readonly field: string; readonly value: string | undefined } {
  if (claimant.type === 'ingress')
    return { field: `metadata.annotations[${PREFIX}alb-frontend]`, value: annotationOf(claimant, 'alb-frontend') };
  const { addresses = [] } = claimant.gateway.spec;
  return { field: 'spec.addresses', value: addresses.find(({ type }) => type === FRONTEND_ADDRESS)?.value };
}
