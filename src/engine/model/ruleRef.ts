// RuleRef: the object and field that decided something. Attribution only; it never alters the simulation.

/** e.g. {object: 'NetworkPolicy/data/allow-shop', field: 'spec.ingress[0].from[0]'}; Azure objects: 'Subnet/snet-aks', 'LoadBalancer/kubernetes'. */
export interface RuleRef {
  readonly object: string;
  readonly field: string;
}
