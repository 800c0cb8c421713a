// An Application Gateway whose manager is shut out: it answers by what it was given last, and names the rule or route that keeps the new away.
// Rules: C-18, C-20, E-42, S10.
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/createEngine.ts';
import type { Trace } from '../../src/engine/forward/trace.ts';
import { listCandidates } from '../../src/engine/goals/candidates.ts';
import type { Goal } from '../../src/engine/goals/goal.ts';
import { findHints } from '../../src/engine/goals/hints.ts';
import { judgeGoal } from '../../src/engine/goals/judge.ts';
import { compileWorld, withEdits } from '../../src/engine/goals/world.ts';
import { DENY, GUARD, GUARDED, type GatewayOptions, gatewayWorld, HOST, MANAGER, OLD, SIGNED, TABLE } from './gatewayWorlds.ts';

function send(options: GatewayOptions, to = `http://${HOST}/shop/cart`, from = 'internet:customer'): Trace {
  const engine = createEngine();
  engine.load({ spec: gatewayWorld(options), revision: 1 });
  const answer = engine.trace({ revision: 1, flow: { from, to } });
  if (!answer.ok) throw new Error(`${answer.code} ${JSON.stringify(answer.params)}`);
  return answer.value;
}

const codes = ({ hops }: Trace): string[] =>
  hops.flatMap(({ steps }) => steps.flatMap(({ code }) => (code.startsWith('gateway.') ? code : [])));

function ended(trace: Trace): string {
  const { outcome, rule } = trace.verdict;
  return [outcome, ...codes(trace), ...(rule ? [`${rule.object} ${rule.field}`] : [])].join(' ');
}

describe('the manager of a gateway is shut out', () => {
  const SHUT = 'timeout gateway.shutOut';
  it.each([
    [
      'S10 a guard that lists only the web',
      { subnet: GUARDED, network: GUARD() },
      `${SHUT} NetworkSecurityGroup/nsg-agw defaultSecurityRules[DenyAllInBound]`,
    ],
    [
      'S10 a rule of its own against the range',
      { subnet: GUARDED, network: GUARD(DENY) },
      `${SHUT} NetworkSecurityGroup/nsg-agw securityRules[high-ports]`,
    ],
    ['S10 the range opened before it', { subnet: GUARDED, network: GUARD(DENY, MANAGER) }, 'delivered'],
    [
      'C-20 everything to an appliance',
      { subnet: SIGNED, network: TABLE('VirtualAppliance, nextHopIpAddress: 10.10.9.4') },
      `${SHUT} RouteTable/rt-agw routes[all]`,
    ],
    ['C-20 everything to the internet', { subnet: SIGNED, network: TABLE('Internet') }, 'delivered'],
  ] as const)('%s: nothing that AGIC writes arrives', (_title, options, expected) => {
    expect(ended(send(options))).toBe(expected);
  });

  const cut = { subnet: GUARDED, network: GUARD(DENY), rules: [OLD] };
  const GUILTY = 'NetworkSecurityGroup/nsg-agw securityRules[high-ports]';
  it.each([
    ['what it had and still should', `http://${HOST}/shop/cart`, 'delivered'],
    ['a path written since', `http://${HOST}/api/v2`, `http-502 gateway.outdated ${GUILTY}`],
    ['a host written since', 'http://cakes.contoso.com/', `http-404 gateway.outdated ${GUILTY}`],
    ['what neither knows', `http://${HOST}/nowhere`, 'http-502 Ingress/shop/shop spec.rules[0].http.paths'],
    ['a listener it never had', `https://${HOST}/shop`, 'timeout gateway.noListener ApplicationGateway/agw httpListeners'],
  ])('C-20, S10 it goes on with what it was given last: %s', (_title, to, expected) => {
    expect(ended(send(cut, to))).toBe(expected);
  });

  it('S10 what it was given last is not asked while its manager comes in', () => {
    const open = { ...cut, network: GUARD(DENY, MANAGER) };
    expect(ended(send(open, `http://${HOST}/api/v2`))).toBe('delivered');
    expect(ended(send({ rules: [OLD.replace('shop/web', 'shop/api')] }))).toBe('delivered');
    expect(send({ rules: [OLD.replace('shop/web', 'shop/api')] }).deliveredTo).toBe('shop/web');
  });

  it('C-18, S10 an old rule that has since changed its mind leads to the old pods, and says so', () => {
    const trace = send({ ...cut, rules: [OLD.replace('shop/web', 'shop/api')] });
    expect(trace.deliveredTo).toBe('shop/api');
    expect(codes(trace)).toEqual(['gateway.outdated']);
    const forwarded = trace.hops.flatMap(({ steps }) => steps).find(({ code }) => code === 'http.forwarded');
    expect(forwarded?.rule).toEqual({ object: 'ApplicationGateway/agw', field: 'requestRoutingRules[front]' });
  });

  it('S10 old rules listen where the gateway does, and with the certificate they had', () => {
    const inside = { ...cut, frontend: 'privateIPAddress: 10.10.4.9', rules: [OLD.replace('host: shop.contoso.com, ', '')] };
    const trace = send(inside, 'http://10.10.4.9/shop', 'vm:jump');
    expect([trace.verdict.outcome, trace.deliveredTo]).toEqual(['delivered', 'shop/web']);
    const both = { ...inside, frontend: 'publicIPAddress: pip-agw, privateIPAddress: 10.10.4.9' };
    expect(send(both, 'http://10.10.4.9/shop', 'vm:jump').verdict.outcome).toBe('timeout');
    const own = { ...both, rules: [OLD.replace('host: shop.contoso.com', 'frontend: private')] };
    expect(ended(send(own, 'http://10.10.4.9/shop', 'vm:jump'))).toBe('delivered gateway.outdated');
    const secret =
      'apiVersion: v1\nkind: Secret\ntype: kubernetes.io/tls\nmetadata: { name: c, namespace: shop, annotations: { cidr.house/dns-names: shop.contoso.com } }';
    const tls = {
      ...cut,
      network: GUARD(DENY).replace("'80'", "'443'"),
      rules: [OLD.replace(' }', ', certificate: c }')],
      more: [secret],
    };
    expect(send(tls, `https://${HOST}/shop`).http?.certificate).toBe('shop/c');
  });

  it('S10 the reply of a captured gateway finds no way home, whatever it was given', () => {
    const captured = { subnet: SIGNED, network: TABLE('VirtualAppliance, nextHopIpAddress: 10.10.9.4'), rules: [OLD] };
    expect(send(captured).reply?.verdict.outcome).not.toBe('delivered');
  });
});

describe('hints', () => {
  const goal = (to: string, receivers?: readonly string[]): Goal => ({
    id: 'way',
    type: 'mustArrive',
    from: ['internet:customer'],
    to: [to],
    ...(receivers ? { receivers } : {}),
  });
  it.each([
    ['a path that is turned away', { subnet: GUARDED, network: GUARD(DENY), rules: [OLD] }, '/api/v2', ['net.manager']],
    ['a gateway that was never told', { subnet: GUARDED, network: GUARD() }, '/shop', ['net.manager']],
    [
      'pods of old',
      { subnet: GUARDED, network: GUARD(DENY), rules: [OLD.replace('shop/web', 'shop/api')] },
      '/shop',
      ['net.manager'],
    ],
    [
      'a table that captures',
      { subnet: SIGNED, network: TABLE('VirtualAppliance, nextHopIpAddress: 10.10.9.4') },
      '/shop',
      ['net.route'],
    ],
    ['a default route from headquarters', { announces: '0.0.0.0/0' }, '/shop', ['net.managerRoutes', 'net.siteDefault']],
  ] as const)('S10 %s', (_title, options, path, expected) => {
    const asked = compileWorld(gatewayWorld(options));
    const way = goal(`http://${HOST}${path}`, path === '/shop' ? ['shop/web'] : undefined);
    const result = judgeGoal(asked, way);
    expect(result.pass).toBe(false);
    const [found] = findHints(asked, [way]);
    expect(expected).toContain(found?.code);
    const edits = listCandidates({ world: asked, goal: way, result }, []).find(({ code }) => code === found?.code)?.edits ?? [];
    expect(judgeGoal(withEdits(asked, edits), way).pass).toBe(true);
  });
});
