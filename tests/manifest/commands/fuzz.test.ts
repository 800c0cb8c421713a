// Ten thousand random lines: each gives an Edit or a sentence that has words, none throws, none hangs; what an Edit makes is a document that reads back.
import { describe, expect, it } from 'vitest';
import { applyEdit } from '../../../src/engine/edit/edit.ts';
import { allObjects } from '../../../src/engine/model/spec.ts';
import { openSession } from '../../../src/manifest/commands/commandTypes.ts';
import { parseCommand } from '../../../src/manifest/commands/runCommands.ts';
import { networkToPlain, rebuildNetwork, rebuildResource, resourceToPlain } from '../../../src/manifest/plainObjects.ts';
import { hasWords } from '../../../src/words/say.ts';
import { createRandom } from '../../share/randomSolution.ts';
import { SHOP } from './typing.ts';

const WORDS =
  `kubectl az apply create run expose label annotate delete scale set patch image selector deployment service clusterip nodeport loadbalancer externalname ingress namespace pod pods svc deploy/api pod/web svc/web web api shop default -n --namespace -f - --all -l app=web app!=web app- --overwrite --replicas=3 --replicas --port 80 --port=80 --type --type=json --type=merge -p {"spec":{"type":"NodePort"}} '{"spec":{"ports":[{"port":81}]}}' '[{"op":"add","path":"/metadata/labels/x","value":"y"}]' '[{"op":"remove","path":"/spec"}]' '{"spec":null}' {"__proto__":{"a":1}} '{"metadata":{"name":"x"}}' --tcp=80:8080 --image=nginx --rule=a.example/x*=web:80 --class=nginx --external-name=x.example --overrides={} network vnet subnet nsg rule route-table route nat gateway peering firewall network-rule application-rule nat-rule ip-config public-ip private-endpoint private-dns zone link dns-zone-group record-set a add-record vm nic aks nodepool add update scale create delete group sql server acr keyvault storage account network-rule -g rg --name v --name=-x --vnet-name aks-vnet --address-prefixes 10.0.0.0/16 10.9.0.0/24 --address-prefix --priority 100 --node-count 5 --cluster-name aks nodepool1 aks-subnet --nsg n --outbound-type userDefinedRouting --network-plugin kubenet --pod-cidr 10.200.0.0/16 --zones 1 2 9 --nodepool-labels a=b "$RG" $X X=1 $(az network vnet show --name v) ; && | > << <<END # \\ ' " \` * ~ __proto__ constructor toString --__proto__ --constructor=1 \0 é 0x1F -- --dry-run=client`.split(
    ' ',
  );

const STARTS = [
  'kubectl label pod web -n shop',
  'kubectl patch svc web -n shop',
  'kubectl delete',
  'kubectl create',
  'kubectl expose',
  'kubectl set',
  'kubectl scale deploy api -n shop',
  'az network vnet',
  'az network nsg rule create',
  'az aks update -n aks',
  'az aks nodepool',
  'az network firewall',
  'az network private-endpoint',
  'az sql server',
  '',
];

describe('random lines', () => {
  it('10,000 lines: an Edit or a sentence, never a throw, and quickly', () => {
    const random = createRandom(20_260);
    const pick = <T>(items: readonly T[]): T => items[random.below(items.length)] as T;
    const began = performance.now();
    let edits = 0;
    for (let index = 0; index < 10_000; index++) {
      const words = Array.from({ length: random.below(9) }, () => pick(WORDS));
      const noise = random.below(10) === 0 ? String.fromCodePoint(random.below(0x2fff)) : '';
      const line = `${pick(STARTS)} ${words.join(pick([' ', ' ', ' ', '', '\n']))}${noise}`;
      const answer = parseCommand(SHOP, line, openSession());
      if (!answer.ok) {
        expect(hasWords(`command.${answer.code}`), `${line}: ${answer.code}`).toBe(true);
        continue;
      }
      edits++;
      const { spec } = applyEdit(SHOP, answer.edit);
      expect(rebuildNetwork(networkToPlain(spec.network)), line).toEqual(spec.network);
      for (const resource of allObjects(spec)) expect(rebuildResource(resourceToPlain(resource)), line).toEqual(resource);
    }
    expect(edits).toBeGreaterThan(100);
    expect(performance.now() - began).toBeLessThan(60_000);
  });

  it('texts that are too long, too deep or never end are one sentence each', () => {
    const code = (text: string): string => {
      const answer = parseCommand(SHOP, text);
      return answer.ok ? 'edit' : answer.code;
    };
    expect(code(`kubectl label pod web ${'a'.repeat(4_000_001)}`)).toBe('tooLong');
    expect(code(`kubectl delete pod ${'x '.repeat(20_000)}`)).toBe('tooMany');
    expect(code(`kubectl patch svc web -n shop -p '${'['.repeat(50_000)}'`)).toBe('badJson');
    expect(code(`kubectl patch svc web -n shop --type merge -p '${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}'`)).toBe('badJson');
    expect(
      code(`kubectl expose pod web -n shop --name x --port 80 --overrides '${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}'`),
    ).toBe('badJson');
    expect(code(`X=${'$(az '.repeat(50_000)}`)).toBe('noQuoteEnd');
    expect(code(`kubectl apply -f - <<END\n${'a: *x\n'.repeat(1000)}`)).toBe('noHeredocEnd');
    expect(code('kubectl patch svc web -n shop --type merge -p \'{"__proto__":{"polluted":true}}\'')).toBe('badJson');
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});
