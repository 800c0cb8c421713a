// kubectl get ingressclass: classes that nobody wrote down, as helm and the add-on bring them along. Rules: C-5, C-14.
import { expect, it } from 'vitest';
import { house, worldOf } from '../engine/worlds.ts';
import { openTerminal } from '../support/terminal.ts';

const LIST = 'kubectl get ingressclass';
const listOf = (profile: string): Promise<string> => openTerminal(worldOf(`${house()}\n  ${profile}`)).type(LIST);

it('C-14 the add-on brings its class, an ingress-nginx of one’s own another; without either there is none', async () => {
  expect(await listOf('ingressProfile: { webAppRouting: { enabled: true } }')).toMatch(
    /^NAME +CONTROLLER +PARAMETERS +AGE\nwebapprouting\.kubernetes\.azure\.com +webapprouting\.kubernetes\.azure\.com\/nginx +<none>/,
  );
  expect(await listOf('ingressControllers: [{ name: ingress-nginx, class: nginx, namespace: ingress-nginx }]')).toMatch(
    /\nnginx +k8s\.io\/ingress-nginx +<none>/,
  );
  expect(await openTerminal(worldOf(house())).type(LIST)).toContain('No resources found');
});
