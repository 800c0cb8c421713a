// Two walks in step: every step of each walk has its moment, in order; what only one of them does stands alone and is named.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Step, StepType, Trace } from '../../src/engine/forward/trace.ts';
import { type Moment, positionsAt, walkInStep } from '../../src/store/inStep.ts';
import { traceLength } from '../../src/store/playback.ts';

const packet = (sourceIP: string, destinationIP = '10.0.0.9'): Step['before'] =>
  ({ sourceIP, sourcePort: 40_000, destinationIP, destinationPort: 80, protocol: 'TCP' }) as Step['before'];

type Made = Partial<Pick<Step, 'effect' | 'code' | 'rule'>> & {
  readonly type: StepType;
  readonly to?: string;
  readonly dest?: string;
};

function step({ type, to, dest, ...more }: Made): Step {
  return {
    type,
    effect: 'pass',
    before: packet('10.0.0.1'),
    after: packet(to ?? '10.0.0.1', dest),
    cites: [],
    code: type,
    params: {},
    ...more,
  };
}

function trace(forward: readonly Made[], reply: readonly Made[] = []): Trace {
  const hops = (steps: readonly Made[]): Trace['hops'] => [{ at: { kind: 'node', name: 'n' }, steps: steps.map(step) }];
  return {
    flow: { from: 'a', to: 'b' },
    hops: hops(forward),
    verdict: { outcome: 'delivered' },
    via: [],
    ...(reply.length > 0 ? { reply: { hops: hops(reply), verdict: { outcome: 'delivered' } } } : {}),
  };
}

const differences = (left: readonly Made[], right: readonly Made[]): (string | undefined)[] =>
  walkInStep(trace(left), trace(right)).map(({ difference, by }) => difference && `${difference} ${by ?? 'both'}`);

describe('two walks in step', () => {
  const table: readonly (readonly [string, Made, Made, string | undefined])[] = [
    ['the same step', { type: 'route' }, { type: 'route' }, undefined],
    ['other addresses alone are no difference', { type: 'send' }, { type: 'send', code: 'send' }, undefined],
    ['one re-stamps', { type: 'sourceTranslation', to: '10.0.0.4' }, { type: 'sourceTranslation' }, 'restamped left'],
    ['one re-addresses', { type: 'serviceTranslation' }, { type: 'serviceTranslation', dest: '10.0.0.8' }, 'readdressed right'],
    ['one refuses', { type: 'nsg' }, { type: 'nsg', effect: 'drop' }, 'stopped right'],
    ['a refusal counts before a stamp', { type: 'nsg', effect: 'refuse' }, { type: 'nsg', to: '10.0.0.4' }, 'stopped left'],
    ['both re-stamp', { type: 'sourceTranslation', to: '1.1.1.1' }, { type: 'sourceTranslation', to: '2.2.2.2' }, undefined],
    ['another rule decides', { type: 'nsg', code: 'a' }, { type: 'nsg', code: 'b' }, 'decided both'],
  ];
  it.each(table)('%s', (_name, left, right, expected) => {
    expect(differences([left], [right])).toEqual([expected]);
  });

  it('a step of one walk alone keeps the rest together', () => {
    const moments = walkInStep(
      trace([{ type: 'send' }, { type: 'sourceTranslation', to: '10.0.0.4' }, { type: 'route' }, { type: 'deliver' }]),
      trace([{ type: 'send' }, { type: 'route' }, { type: 'deliver' }]),
    );
    expect(moments.map(({ left, right }) => [left, right])).toEqual([
      [0, 0],
      [1, undefined],
      [2, 1],
      [3, 2],
    ]);
    expect(moments[1]).toMatchObject({ difference: 'restamped', by: 'left' });
    expect(positionsAt(moments, 1)).toEqual({ left: 1, right: 0 });
    expect(positionsAt(moments, 2)).toEqual({ left: 2, right: 1 });
  });

  it('forward and reply are never taken for each other', () => {
    const moments = walkInStep(trace([{ type: 'send' }], [{ type: 'route' }]), trace([{ type: 'send' }, { type: 'route' }]));
    expect(moments.map(({ direction, left, right }) => `${direction} ${left} ${right}`)).toEqual([
      'forward 0 0',
      'forward undefined 1',
      'reply 1 undefined',
    ]);
  });

  it('every step has exactly one moment, in order, whatever the walks (10,000 steps included)', () => {
    const types = fc.constantFrom<StepType>('send', 'route', 'nsg', 'deliver', 'sourceTranslation');
    const made = fc.array(
      types.map((type): Made => ({ type })),
      { maxLength: 14 },
    );
    const inOrder = (moments: readonly Moment[], side: 'left' | 'right', count: number): void => {
      expect(moments.flatMap((moment) => moment[side] ?? [])).toEqual(Array.from({ length: count }, (_item, at) => at));
    };
    fc.assert(
      fc.property(made, made, made, (a, b, reply) => {
        const [left, right] = [trace(a, reply), trace(b)];
        const moments = walkInStep(left, right);
        inOrder(moments, 'left', a.length + reply.length);
        inOrder(moments, 'right', b.length);
        expect(moments.length).toBeLessThanOrEqual(a.length + reply.length + b.length);
      }),
    );
    const long = trace(Array.from({ length: 10_000 }, (): Made => ({ type: 'route' })));
    expect(walkInStep(long, long)).toHaveLength(traceLength(long));
  });
});
