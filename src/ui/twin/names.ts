// Names of things as the session's selection spells them, made from rules and places. Pure; shared by panels and twin.

/** `NetworkPolicy/data/allow` → `object:NetworkPolicy/data/allow`; pods and nodes have their own spelling. */
export function selectionOfRule(object: string): string {
  const [kind, ...rest] = object.split('/');
  if (kind === 'Pod') return `pod:${rest.join('/')}`;
  if (kind === 'Service') return `service:${rest.join('/')}`;
  if (kind === 'NetworkPolicy') return `policy:${rest.join('/')}`;
  if (kind === 'Node') return `node:${rest.join('/')}`;
  if (kind === 'Subnet') return `subnet:${rest.join('/')}`;
  return `object:${object}`;
}

export { selectionOfHop, selectionOfPlace } from '../../store/places.ts';

/** The key of the object that a selection is about, as the editor and the drafts use it; undefined when it is no Kubernetes object. */
export function objectKeyOf(selection: string | undefined): string | undefined {
  if (selection === undefined) return undefined;
  const colon = selection.indexOf(':');
  const name = selection.slice(colon + 1);
  const prefix = selection.slice(0, colon);
  if (prefix === 'pod') return `Pod/${name}`;
  if (prefix === 'service') return `Service/${name}`;
  if (prefix === 'policy') return `NetworkPolicy/${name}`;
  // Azure's objects live in the Network document.
  if (prefix === 'object') return /^(ManagedCluster|VirtualNetwork|LoadBalancer)\//.test(name) ? 'Network' : name;
  if (prefix === 'subnet') return 'Network';
  return undefined;
}
