// What a sender asks of DNS, as goals want it, and the repairs of its resolver. Rules: DNS4, DNS5, DNS11, G-2, G-4.
import { describe, expect, it } from 'vitest';
import type { Goal } from '../../src/engine/goals/goal.ts';
import { findHints } from '../../src/engine/goals/hints.ts';
import { judgeGoals } from '../../src/engine/goals/judge.ts';
import { compileWorld } from '../../src/engine/goals/world.ts';
import type { NetworkSpec } from '../../src/engine/model/spec.ts';
import { deployment, house, pod, service, worldOf } from './worlds.ts';

const LIST = 'searches: [ops.svc.cluster.local, svc.cluster.local, cluster.local]';

const world = (extra: string): NetworkSpec =>
  worldOf(
    house(),
    deployment('shop/web', 1, { ports: [8080] }),
    service('shop/web', 'selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }]'),
    pod('ops/probe', { node: 'room-2', extra }),
  );

const whole: Goal = {
  id: 'whole',
  type: 'mustArrive',
  from: ['ops/probe'],
  to: ['https://api.presspay.example/'],
  firstQuestion: 'api.presspay.example.',
};
const inside: Goal = { id: 'inside', type: 'mustArrive', from: ['ops/probe'], to: ['http://web.shop/'], questionsInside: true };

const verdicts = (spec: NetworkSpec): string =>
  judgeGoals(compileWorld(spec), [whole, inside])
    .map(({ pass, failure }) => (pass ? 'ok' : (failure?.code ?? '?').replace('goal.', '')))
    .join(' ');
const hints = (spec: NetworkSpec): string =>
  findHints(compileWorld(spec), [whole, inside])
    .map(({ goal, code, params }) => `${goal} ${code} ${params['suggested']}`)
    .join('; ');

const dots = (value: number): string => `dnsConfig: { options: [{ name: ndots, value: '${value}' }] }`;
const none = (fields: string): string => `dnsPolicy: None\n  dnsConfig: { nameservers: [10.100.0.10]${fields} }`;

describe('questions of DNS', () => {
  it.each([
    ['DNS4 five dots are wanted of a whole name', '', 'question.first ok', 'whole dns.search ndots: 2'],
    ['G-2 three', dots(3), 'question.first ok', 'whole dns.search ndots: 2'],
    ['G-2 two', dots(2), 'ok ok', ''],
    ['DNS5 one: a name of the house is asked outside', dots(1), 'ok question.left', 'inside dns.search ndots: 2'],
    ['DNS11 the list of one’s own', none(`, ${LIST}, options: [{ name: ndots, value: '2' }]`), 'ok ok', ''],
    ['DNS11 no list', none(`, options: [{ name: ndots, value: '2' }]`), 'ok lost.nxdomain', 'inside dns.search'],
    ['G-4 the node’s own resolver', 'dnsPolicy: Default', 'ok lost.nxdomain', 'inside dns.policy ClusterFirst'],
  ])('%s', (_rule, extra, wanted, hinted) => {
    expect(verdicts(world(extra)).replaceAll('.by', '')).toBe(wanted);
    expect(hints(world(extra))).toContain(hinted);
    if (hinted === '') expect(hints(world(extra))).toBe('');
  });

  it('a letter to a bare number asks nothing', () => {
    const goal: Goal = { ...inside, to: ['203.0.113.150:443'] };
    expect(judgeGoals(compileWorld(world('dnsPolicy: Default')), [goal])[0]?.pass).toBe(true);
  });
});
