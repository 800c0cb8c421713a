// Sentences of goals that nobody wrote: teams, ports and people by name, nothing of the address language left; anything else as it stands.
import { describe, expect, it } from 'vitest';
import type { Goal } from '../../src/engine/goals/goal.ts';
import { goalSentence } from '../../src/ui/workshop/goalSentence.ts';
import { say } from '../../src/words/say.ts';

const sentence = (from: string, to: string): string => {
  const goal = { id: 'g', type: 'mustArrive', from: [from], to: [to] } as unknown as Goal;
  return goalSentence(goal, (key, params) => say(key, params));
};

describe('a goal that nobody worded', () => {
  it.each([
    ['shop/deploy/api', 'pods:shop/deploy/web:8080', '`shop/api` reaches every pod of `shop/web` on port 8080'],
    ['internet:customer', 'pod:shop/web-0:http', '`customer` on the street reaches `shop/web-0` on port http'],
    ['onprem:monitor', 'https://shop.example/', '`monitor` at headquarters reaches `https://shop.example/`'],
    ['vm:jump', '10.0.0.4:80/udp', '`vm:jump` reaches `10.0.0.4:80/udp`'],
    ['pod:ops/probe', 'web.shop:80', '`ops/probe` reaches `web.shop:80`'],
    ['a`b', 'pods:sh`op/web:80', '`ab` reaches `pods:shop/web:80`'],
  ])('%s → %s', (from, to, words) => {
    expect(sentence(from, to)).toBe(`${words}, and the answer comes home.`);
  });

  it('says what it wants of DNS', () => {
    const asking = (extra: object): string =>
      goalSentence(
        { id: 'g', type: 'mustArrive', from: ['shop/deploy/api'], to: ['http://web'], ...extra } as unknown as Goal,
        (key, params) => say(key, params),
      );
    const first = '`shop/api` reaches `http://web`, and the first name it asks for is `web.shop.svc.cluster.local`.';
    const inside = '`shop/api` reaches `http://web`, and no DNS question leaves the cluster.';
    const name = { firstQuestion: 'web.shop.svc.cluster.local' };
    expect(asking(name)).toBe(first);
    expect(asking({ questionsInside: true })).toBe(inside);
    expect(asking({ ...name, questionsInside: true })).toBe(`${first} ${inside}`);
  });
});
