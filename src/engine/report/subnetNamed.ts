// A subnet by what people call it: its name, or VNET/SUBNET where several VNets have one of that name.
import type { NetworkDocument, Subnet, VirtualNetwork } from '../model/networkDocument.ts';

/** Undefined where the world has none that the text may mean, or more than one. */
export function subnetNamed(
  { virtualNetworks }: NetworkDocument,
  text: string,
): { readonly vnet: VirtualNetwork; readonly subnet: Subnet } | undefined {
  const found = virtualNetworks.flatMap((vnet) =>
    vnet.subnets.filter(({ name }) => name === text || `${vnet.name}/${name}` === text).map((subnet) => ({ vnet, subnet })),
  );
  return found.length === 1 ? found[0] : undefined;
}
