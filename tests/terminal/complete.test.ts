// Completion: what may stand at the end of a line, by table.
import { describe, expect, it } from 'vitest';
import { commonBeginning, insertAt } from '../../src/ui/terminal/lineEditing.ts';
import { openTerminal } from '../support/terminal.ts';
import { terminalWorld } from '../support/terminalWorlds.ts';

const terminal = openTerminal(terminalWorld('shop'));

describe('completion', () => {
  it.each([
    ['kub', ['kubectl']],
    ['kubectl des', ['describe']],
    ['kubectl get networkp', ['networkpolicies']],
    ['kubectl get pods -n sh', ['shop']],
    ['kubectl get pods -o w', ['wide']],
    ['kubectl describe svc -n shop d', ['door']],
    ['kubectl get pod/we', []],
    ['kubectl -n shop get pod/we', ['pod/web-0', 'pod/web-1']],
    ['kubectl exec -n shop pro', ['probe']],
    ['kubectl exec -n shop probe -- cu', ['curl']],
    ['kubectl exec -n shop probe -- curl door', ['door.shop']],
    ['kubectl get pods -A | gre', ['grep']],
    ['ssh jum', ['jump']],
    ['az network wat', ['watcher']],
    ['az network nic ', ['list-effective-nsg', 'show-effective-route-table']],
    ['az aks show -o t', ['table', 'tsv']],
    ['kubectl debug node/room-', ['node/room-0', 'node/room-1']],
    ['help pl', ['places']],
  ])('%s', async (line, expected) => {
    expect(await terminal.complete(line)).toEqual(expected);
  });

  it('puts a word where another begins', () => {
    expect(insertAt({ text: 'kubectl ge', cursor: 10 }, 8, 'get ')).toEqual({ text: 'kubectl get ', cursor: 12 });
    expect(insertAt({ text: 'kubectl ge pods', cursor: 10 }, 8, 'get ')).toEqual({ text: 'kubectl get pods', cursor: 11 });
    expect(commonBeginning(['web-0', 'web-1'])).toBe('web-');
    expect(commonBeginning([])).toBe('');
  });
});
