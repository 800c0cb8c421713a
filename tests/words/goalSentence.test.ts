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
    ['a`b', 'pods:sh`op/web:80', '`ab` reaches `pods:shop/web:80`'],
  ])('%s → %s', (from, to, words) => {
    expect(sentence(from, to)).toBe(`${words}, and the answer comes home.`);
  });
});
