// Installed controllers that differ, as helm's lines: every value is set again, since helm forgets what an upgrade does not name (C-5).
import type { IngressControllerInstall } from '../../engine/model/azure.ts';
import type { NetworkDocument } from '../../engine/model/networkDocument.ts';
import { sameValue } from '../../engine/model/sameValue.ts';
import { quote } from './shell.ts';

export function helmSince(from: NetworkDocument, to: NetworkDocument): string[] {
  const [before, after] = [installsOf(from), installsOf(to)];
  const gone = before.filter(({ name, namespace }) => !after.some((item) => item.name === name && item.namespace === namespace));
  return [
    ...gone.map(({ name, namespace }) => `helm uninstall ${quote(name)} --namespace ${quote(namespace)}`),
    ...after.filter((item) => !before.some((old) => sameValue(old, item))).map((item) => installLine(item)),
  ];
}

function installsOf({ managedClusters }: NetworkDocument): readonly IngressControllerInstall[] {
  return managedClusters[0]?.ingressControllers ?? [];
}

function installLine(item: IngressControllerInstall): string {
  const { annotations = {}, externalTrafficPolicy } = item.service ?? {};
  const values = [
    ...(item.class === 'nginx' ? [] : [`controller.ingressClassResource.name=${item.class}`]),
    ...(item.default === true ? ['controller.ingressClassResource.default=true'] : []),
    ...(item.enableSSLPassthrough === true ? ['controller.extraArgs.enable-ssl-passthrough=true'] : []),
    ...Object.entries(annotations).map(
      ([key, value]) => `controller.service.annotations.${key.replaceAll('.', String.raw`\.`)}=${value}`,
    ),
    ...(externalTrafficPolicy === undefined ? [] : [`controller.service.externalTrafficPolicy=${externalTrafficPolicy}`]),
  ];
  const sets = values.map((value) => ` --set-string ${quote(value)}`).join('');
  return `helm upgrade ${quote(item.name)} ingress-nginx/ingress-nginx --install --create-namespace --namespace ${quote(item.namespace)}${sets}`;
}
