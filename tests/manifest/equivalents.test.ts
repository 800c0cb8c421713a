// One edit in the other notations: commands that give the same document when typed, lines that differ, caps on what is shown.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdit } from '../../src/engine/edit/edit.ts';
import type { NetworkSpec } from '../../src/engine/model/spec.ts';
import { runCommands } from '../../src/manifest/commands/runCommands.ts';
import { changedLines, equivalents } from '../../src/manifest/equivalents.ts';
import { parseWorld } from '../../src/manifest/parseWorld.ts';
import { writeWorld } from '../../src/manifest/writeWorld.ts';

const SERVICE =
  'apiVersion: v1\nkind: Service\nmetadata: {name: api, namespace: shop}\nspec:\n  selector: {app: SELECTOR}\n  ports: [{port: 80, targetPort: 8080}]\n';

function world(text: string): NetworkSpec {
  const parsed = parseWorld([{ name: 'world.yaml', text }]);
  if (!parsed.spec) throw new Error(JSON.stringify(parsed.problems));
  return parsed.spec;
}

describe('one edit in other notations', () => {
  it('the commands, typed where the edit was made, give the document that the edit gave', () => {
    const before = world(SERVICE.replace('SELECTOR', 'apii'));
    const after = world(SERVICE.replace('SELECTOR', 'api'));
    const told = equivalents(before, after);
    expect(told.commands).toContain('kubectl patch');
    const typed = runCommands(before, told.commands);
    expect(typed.refusal).toBeUndefined();
    expect(writeWorld(typed.spec)).toBe(writeWorld(after));
    expect(told.texts).toEqual([
      {
        key: 'Service/shop/api',
        lines: expect.arrayContaining([
          { mark: '-', text: '    app: apii' },
          { mark: '+', text: '    app: api' },
        ]) as unknown,
      },
    ]);
  });

  it('a subnet with another route table is az’s business', () => {
    const network = (table: string): string =>
      `apiVersion: cidr.house/v1\nkind: Network\nmetadata: {name: house}\nvirtualNetworks:\n- name: vnet\n  addressSpace: [10.10.0.0/16]\n  subnets:\n  - {name: a, addressPrefix: 10.10.0.0/24${table}}\nrouteTables:\n- {name: rt, routes: []}\nmanagedClusters: []\n`;
    const [before, after] = [world(network('')), world(network(', routeTable: rt'))];
    const told = equivalents(before, after);
    expect(told.commands).toMatch(/az network vnet subnet update.*--route-table/);
    expect(told.commands).not.toContain('kubectl');
    expect(told.texts.map(({ key }) => key)).toEqual(['Network']);
    expect(writeWorld(runCommands(before, told.commands).spec)).toBe(writeWorld(after));
  });

  it('nothing differs: nothing is said', () => {
    const same = world(SERVICE);
    expect(equivalents(same, same)).toEqual({ commands: '', texts: [], more: 0 });
  });

  it('very many changed objects are counted, not shown', () => {
    const many = Array.from({ length: 60 }, (_, at) => SERVICE.replace('name: api,', `name: api-${at},`)).join('---\n');
    const { texts, more } = equivalents(world(SERVICE), world(many));
    expect(texts.length + more).toBe(61);
    expect(texts).toHaveLength(40);
  });

  it('marked lines give both texts back when nothing was left out', () => {
    const line = fc.constantFrom('a', 'b', 'c: 1', '  d: 2', '');
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), fc.array(line, { maxLength: 6 }), (from, to) => {
        const text = (lines: readonly string[]): string => lines.map((one) => `${one}\n`).join('');
        const shown = changedLines(text(from), text(to));
        if (shown.some(({ mark }) => mark === '…')) return;
        expect(shown.filter(({ mark }) => mark !== '+').map((one) => one.text)).toEqual(from);
        expect(shown.filter(({ mark }) => mark !== '-').map((one) => one.text)).toEqual(to);
      }),
      { seed: 7 },
    );
  });

  it('an edit and its inverse tell opposite lines', () => {
    const before = world(SERVICE.replace('SELECTOR', 'x'));
    const edit = { type: 'putObject', resource: Object.values(world(SERVICE).objects['shop'] ?? {})[0] } as never;
    const { spec, inverse } = applyEdit(before, edit);
    const there = equivalents(before, spec).texts[0]?.lines.filter(({ mark }) => mark === '+').length;
    const back = equivalents(spec, applyEdit(spec, inverse).spec).texts[0]?.lines.filter(({ mark }) => mark === '-').length;
    expect(there).toBe(back);
  });
});
