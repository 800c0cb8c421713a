// Load over time: spread, ports, silence, changes of the world while connections are open. Each test names its rule.
import { describe, expect, it } from 'vitest';
import { ended, flow, MINUTE, openWorld, planOf, runLoad, SECOND } from './loadPlans.ts';
import { deployment, pod, service } from './worlds.ts';

const API = 'https://api.presspay.example/';
const caller = pod('shop/caller', { node: 'room-0' });
const profile =
  (lines: string) =>
  (text: string): string =>
    text.replace('outboundType: loadBalancer', `outboundType: loadBalancer\n    ${lines}`);
const natGateway = (text: string): string => text.replace('outboundType: loadBalancer', 'outboundType: managedNATGateway');

describe('spread', () => {
  const web = [deployment('shop/web', 4, { ports: [8080] })];
  const door = (extra = ''): string =>
    service('shop/door', `type: LoadBalancer, ${extra}selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }]`);
  const customers = flow({ from: '203.0.113.0', to: 'shop/door:80', clients: 12, rate: 100 });

  it('B-22 SVC14 new connections spread over nodes and backends by their five-tuple', () => {
    const { receivers, entryNodes, connections } = runLoad(openWorld({ nodes: 4 }, ...web, door()), planOf([customers]));
    expect(receivers).toHaveLength(4);
    expect(entryNodes).toHaveLength(4);
    for (const { count } of [...receivers, ...entryNodes]) {
      expect(count).toBeGreaterThan(connections / 4 / 1.2);
      expect(count).toBeLessThan((connections / 4) * 1.2);
    }
  });

  it('SVC15 B-10 with affinity everybody behind one address comes to one pod; other addresses to others', () => {
    const sticky = openWorld({ nodes: 4 }, ...web, door('sessionAffinity: ClientIP, '));
    const one = runLoad(sticky, planOf([flow({ from: 'internet:customer', to: 'shop/door:80' })]));
    expect(one.receivers).toHaveLength(1);
    expect(one.entryNodes).toHaveLength(1);
    expect(runLoad(sticky, planOf([customers])).receivers).toHaveLength(4);
    expect(
      runLoad(openWorld({ nodes: 4 }, ...web, door()), planOf([flow({ from: 'internet:customer', to: 'shop/door:80' })]))
        .receivers,
    ).toHaveLength(4);
  });

  it('S14 B-20 policy Local: a node with one pod gets as much as a node with three', () => {
    const uneven = [0, 1, 2, 3].map((index) =>
      pod(`shop/web-${index}`, { ports: [8080], app: 'web', node: index === 0 ? 'room-0' : 'room-1' }),
    );
    const { receivers, entryNodes } = runLoad(
      openWorld({ nodes: 3 }, ...uneven, door('externalTrafficPolicy: Local, ')),
      planOf([customers]),
    );
    expect(entryNodes.map(({ name }) => name)).toEqual(['room-0', 'room-1']);
    const [alone = 0, ...others] = receivers.map(({ count }) => count);
    expect(alone).toBeGreaterThan(2 * Math.max(...others));
  });
});

describe('SNAT ports', () => {
  const peak = (rate: number, hold: number): ReturnType<typeof flow> => flow({ from: 'shop/caller', to: API, rate, hold });

  it('E-11 E-12 S22 beyond 1,024 ports new SYNs fail silently, open connections go on', () => {
    const fine = runLoad(openWorld({}, caller), planOf([peak(100, 10 * SECOND)]));
    expect(fine.books).toMatchObject([{ name: 'lb:kubernetes room-0', capacity: 1024, peak: 1000, refused: 0 }]);
    const short = runLoad(openWorld({}, caller), planOf([peak(100, 20 * SECOND)]));
    expect(short.books[0]).toMatchObject({ peak: 1024 });
    expect(ended(short, 'timeout snat-exhausted')).toBeGreaterThan(500);
    expect(ended(short, 'reset')).toBe(0);
    expect(ended(short, 'completed') + ended(short, 'timeout snat-exhausted')).toBe(short.connections);
    expect(short.handshake.worst).toBeGreaterThanOrEqual(1000);
  });

  it('E-11 a port serves another destination at the same time', () => {
    const edit = (text: string): string =>
      text.replace(
        '- { name: customer',
        '- { name: other.example, ipAddress: 203.0.113.151, ports: [{ port: 443, protocol: TCP }] }\n- { name: customer',
      );
    const two = [peak(100, 10 * SECOND), { ...peak(100, 10 * SECOND), name: 'other', to: 'https://other.example/' }];
    const { books } = runLoad(openWorld({ edit }, caller), planOf(two));
    expect(books).toMatchObject([{ peak: 1000, refused: 0 }]);
  });

  it('E-10 a fixed number of ports is a node’s own, and more addresses do not add to it', () => {
    const edit = profile('loadBalancerProfile: { allocatedOutboundPorts: 4000, managedOutboundIPs: { count: 2 } }');
    const { books } = runLoad(openWorld({ edit }, caller), planOf([peak(100, 20 * SECOND)]));
    expect(books).toMatchObject([{ capacity: 4000, peak: 2000, refused: 0 }]);
    const automatic = runLoad(
      openWorld({ edit: profile('loadBalancerProfile: { managedOutboundIPs: { count: 2 } }') }, caller),
      planOf([peak(1, SECOND)]),
    );
    expect(automatic.books[0]?.capacity).toBe(2048);
  });

  it('E-13 a NAT gateway: 64,512 ports for all nodes, 50,000 to one destination, 65 seconds of cool-down', () => {
    const both = [caller, pod('shop/caller-2', { node: 'room-1' })];
    const flows = [peak(300, 2 * SECOND), { ...peak(300, 2 * SECOND), name: 'two', from: 'shop/caller-2' }];
    const fine = runLoad(openWorld({ edit: natGateway }, ...both), planOf(flows));
    expect(fine.books).toMatchObject([
      { name: 'natgw:managed', capacity: 64_512, perDestination: 50_000, peak: 1202, refused: 0 },
    ]);
    const crowd = [{ ...peak(1000, 120 * SECOND), end: 60 * SECOND }];
    const full = runLoad(openWorld({ edit: natGateway }, ...both), planOf(crowd, { duration: 70 * SECOND }));
    expect(full.books[0]).toMatchObject({ peak: 50_000 });
    expect(full.books[0]?.refused).toBeGreaterThan(0);
  });

  it('E-13 a port that cools down serves nobody: reuse waits for 65 seconds', () => {
    const plan = planOf([flow({ from: 'shop/caller', to: API, rate: 5000, hold: 100, end: 15 * SECOND, wait: 500 })], {
      duration: 16 * SECOND,
    });
    const { books, ...result } = runLoad(openWorld({ edit: natGateway }, caller), plan);
    expect(books[0]?.peak).toBeLessThanOrEqual(501);
    // 64,512 ports, each once: the rest of 75,000 finds none.
    expect(ended({ ...result, books }, 'completed')).toBe(64_512);
  });

  it('S23 E-11 node 51: tables of 512 ports, and whoever had a port above loses the connection', () => {
    const plan = planOf([flow({ from: 'shop/caller', to: API, rate: 20, hold: 50 * SECOND, end: 40 * SECOND })], {
      duration: 2 * MINUTE,
      events: [{ type: 'nodes', at: 45 * SECOND, pool: 'room', count: 51 }],
    });
    const world = openWorld({ nodes: 50, subnet: '10.10.0.0/24' }, caller);
    const result = runLoad(world, plan);
    expect(result.books[0]).toMatchObject({ capacity: 512, peak: 800 });
    expect(ended(result, 'reset ports-reallocated')).toBe(800 - 512);
    expect(ended(result, 'completed')).toBe(512);
    const fixed = openWorld(
      { nodes: 50, edit: profile('loadBalancerProfile: { allocatedOutboundPorts: 1000, managedOutboundIPs: { count: 2 } }') },
      caller,
    );
    expect(ended(runLoad(fixed, plan), 'completed')).toBe(800);
  });

  it('S56 E-51 a Windows node has 64 ports, behind a NAT gateway too, and as many as all once OutboundNAT is off', () => {
    const windows = (text: string): string => text.replace('maxPods: 30,', 'maxPods: 30, osType: Windows,');
    const plan = planOf([peak(10, 20 * SECOND)]);
    const short = runLoad(openWorld({ edit: windows }, caller), plan);
    expect(short.books).toMatchObject([{ capacity: 64, peak: 64 }]);
    expect(ended(short, 'timeout snat-exhausted')).toBeGreaterThan(100);
    const behind = runLoad(openWorld({ edit: (text) => natGateway(windows(text)) }, caller), plan);
    expect(behind.books).toMatchObject([{ name: 'OutboundNAT room-0', capacity: 64, peak: 64 }]);
    const off = (text: string): string =>
      natGateway(windows(text)).replace('osType: Windows', 'osType: Windows, windowsProfile: { disableOutboundNat: true }');
    const fine = runLoad(openWorld({ edit: off }, caller), plan);
    expect(fine.books).toMatchObject([{ name: 'natgw:managed', capacity: 64_512 }]);
    expect(ended(fine, 'completed')).toBe(fine.connections);
  });

  it('E-2 another outbound type: open connections break, new ones leave by the new door', () => {
    const plan = planOf([flow({ from: 'shop/caller', to: API, hold: 30 * SECOND, end: 20 * SECOND })], {
      events: [{ type: 'outbound', at: 10 * SECOND, outboundType: 'managedNATGateway' }],
    });
    const result = runLoad(openWorld({}, caller), plan);
    expect(ended(result, 'reset egress-changed')).toBe(100);
    expect(ended(result, 'completed')).toBe(100);
    expect(result.books.map(({ name, used }) => `${name} ${used}`)).toEqual(['lb:kubernetes room-0 0', 'natgw:managed 0']);
  });
});

describe('silence', () => {
  const session = flow({ from: 'shop/caller', to: API, rate: 1, end: 10 * SECOND, hold: 10 * MINUTE, requests: 2 });
  const long = { duration: 15 * MINUTE, sample: MINUTE };

  it('S51 E-13 a NAT gateway forgets a session after 4 minutes; keepalive saves it', () => {
    const world = openWorld({ edit: natGateway }, caller);
    expect(ended(runLoad(world, planOf([session], long)), 'reset idle-timeout')).toBe(10);
    expect(ended(runLoad(world, planOf([{ ...session, keepalive: 2 * MINUTE }], long)), 'completed')).toBe(10);
    expect(ended(runLoad(world, planOf([{ ...session, requests: 3 }], long)), 'completed')).toBe(10);
    const patient = openWorld(
      {
        edit: (text) =>
          natGateway(text).replace('outboundType:', 'natGatewayProfile: { idleTimeoutInMinutes: 10 }\n    outboundType:'),
      },
      caller,
    );
    expect(ended(runLoad(patient, planOf([session], long)), 'completed')).toBe(10);
  });

  it('E-12 the load balancer’s outbound rule waits for 30 minutes', () => {
    expect(ended(runLoad(openWorld({}, caller), planOf([session], long)), 'completed')).toBe(10);
    const hasty = openWorld({ edit: profile('loadBalancerProfile: { idleTimeoutInMinutes: 4 }') }, caller);
    expect(ended(runLoad(hasty, planOf([session], long)), 'reset idle-timeout')).toBe(10);
  });

  it('B-21 inbound: 4 minutes unless the Service says otherwise; a reset unless it is turned off', () => {
    const inbound = { ...session, from: 'internet:customer', to: 'shop/door:80' };
    const run = (annotations: string): string => {
      const door = service(
        'shop/door',
        'type: LoadBalancer, selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }]',
      ).replace('namespace: shop }', `namespace: shop, annotations: {${annotations}} }`);
      const { endings } = runLoad(openWorld({}, deployment('shop/web', 1, { ports: [8080] }), door), planOf([inbound], long));
      return endings.map(({ outcome, reason }) => `${outcome} ${reason}`).join();
    };
    const key = 'service.beta.kubernetes.io/azure-load-balancer-';
    expect(run('')).toBe('reset idle-timeout');
    expect(run(`${key}tcp-idle-timeout: "30"`)).toBe('completed ');
    expect(run(`${key}disable-tcp-reset: "true"`)).toBe('timeout idle-timeout');
  });

  it('E-12 a forgotten connection gives its port back at once', () => {
    const plan = planOf([{ ...session, hold: 60 * MINUTE, requests: 1, rate: 100, end: 10 * SECOND }], {
      duration: 6 * MINUTE,
      sample: MINUTE,
    });
    const hasty = openWorld({ edit: profile('loadBalancerProfile: { idleTimeoutInMinutes: 4 }') }, caller);
    const { samples } = runLoad(hasty, plan);
    expect(samples.map(({ ports }) => ports[0])).toEqual([1000, 1000, 1000, 1000, 0, 0]);
  });
});

describe('rolling updates', () => {
  const rollout = (fields: object): Parameters<typeof planOf>[1] => ({
    duration: 3 * MINUTE,
    events: [
      {
        type: 'rollout',
        at: 20 * SECOND,
        workload: 'shop/web',
        ready: 5 * SECOND,
        grace: 0,
        surge: 1,
        unavailable: 0,
        ...fields,
      },
    ],
  });
  const customers = flow({
    from: '203.0.113.0',
    to: 'shop/door:80',
    clients: 12,
    rate: 50,
    hold: 100,
    end: 2 * MINUTE,
    wait: 900,
  });
  const world = (policy: 'Local' | 'Cluster'): ReturnType<typeof openWorld> =>
    openWorld(
      { nodes: 3 },
      deployment('shop/web', 2, { ports: [8080] }),
      service(
        'shop/door',
        `type: LoadBalancer, externalTrafficPolicy: ${policy}, selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }]`,
      ),
    );

  it('S14 B-18 policy Local: until two probes have failed the load balancer sends to a node whose pod has gone', () => {
    const lost = runLoad(world('Local'), planOf([customers], rollout({})));
    expect(ended(lost, 'timeout no-local-endpoints')).toBeGreaterThan(50);
    expect(lost.receivers.map(({ name }) => name)).toEqual(['shop/web-0', 'shop/web-1', 'shop/web-r0', 'shop/web-r1']);
    const failing = lost.samples.filter(({ failed }) => failed > 0);
    expect(Math.min(...failing.map(({ at }) => at))).toBeGreaterThan(25 * SECOND - 1);
  });

  it('B-7 policy Cluster: any node reaches any pod, nobody is lost', () => {
    const fine = runLoad(world('Cluster'), planOf([customers], rollout({})));
    // But for those that are open just when their pod goes.
    expect(ended(fine, 'completed') + ended(fine, 'reset endpoint-gone')).toBe(fine.connections);
    expect(ended(fine, 'reset endpoint-gone')).toBeLessThan(15);
  });

  it('B-9 a pod that serves while it terminates bridges what the probes do not see yet', () => {
    const fine = runLoad(world('Local'), planOf([customers], rollout({ grace: 30 * SECOND })));
    expect(ended(fine, 'timeout no-local-endpoints')).toBe(0);
  });

  it('SVC31 open connections end with their pod; a client that tries again is served', () => {
    const long = { ...customers, rate: 2, hold: 60 * SECOND, end: 15 * SECOND };
    const cut = runLoad(world('Cluster'), planOf([long], rollout({})));
    expect(ended(cut, 'reset endpoint-gone')).toBe(30);
    const again = runLoad(world('Cluster'), planOf([{ ...long, retries: 2 }], rollout({})));
    expect(ended(again, 'completed')).toBe(30);
    expect(again.attempts).toBeGreaterThan(30);
  });

  it('B-20 nobody ready: every new connection fails', () => {
    const down = runLoad(world('Local'), planOf([customers], rollout({ surge: 0, unavailable: 2, ready: 30 * SECOND })));
    const worst = Math.max(...down.samples.map(({ failed }) => failed));
    expect(worst).toBeGreaterThan(40);
  });
});
