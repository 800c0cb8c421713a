// What a typed line costs on call: by the command that looks, wherever it is typed; changing costs nothing here.
import { describe, expect, it } from 'vitest';
import { minutesOf } from '../../src/terminal/prices.ts';

describe('minutes of a line', () => {
  it.each([
    ['kubectl get pods -A', 1],
    ['k -n shop get svc', 1],
    ['kubectl --namespace shop describe svc web', 2],
    ['kubectl apply -f -', 0],
    ['kubectl exec -n ops probe -- curl -s http://web.shop/', 2],
    ['kubectl exec -n ops probe -- tcpdump -n', 5],
    ['ssh room-0 tcpdump -n', 8],
    ['ssh -p 22 room-0 sudo timeout 5 tcpdump -n', 8],
    ['kubectl exec -n ops probe -- sh -c "nslookup web.shop; nslookup api.shop"', 4],
    ['az network vnet show -g house -n vnet-house', 2],
    ['az network vnet subnet update -g house --vnet-name vnet-house -n snet-nodes', 0],
    ['az network nic show-effective-route-table -g house -n room-0-nic', 4],
    ['az network watcher show-next-hop --vm room-0', 4],
    ['az login', 0],
    ['NIC=$(az network nic list-effective-nsg -n room-0-nic)', 4],
    ['kubectl get pods | grep web && kubectl get svc', 2],
    ['echo hello', 0],
    ["echo 'not closed", 0],
  ])('%s: %d', (line, minutes) => {
    expect(minutesOf(line)).toBe(minutes);
  });

  it('a capture where one is: in a pod, on a node', () => {
    expect([minutesOf('tcpdump -n', 'pod'), minutesOf('tcpdump -n', 'node')]).toEqual([5, 8]);
  });

  it('a line that nests without end costs something and ends', () => {
    expect(minutesOf(`${'sh -c "'.repeat(50)}curl x${'"'.repeat(50)}`)).toBeLessThan(10);
  });
});
