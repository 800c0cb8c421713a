// The lobby: reception desks (load balancers) by the door, help desks (Services inside) along the lane. Rules of place: layout/buildLayout.ts.
import type { Plan } from '../../engine/dataplane/plan.ts';
import type { Box, Point } from '../projection.ts';
import { MARGIN } from './measures.ts';
import type { Placed } from './types.ts';

export interface Lobby {
  readonly building: Box;
  readonly lobbyY: number;
  readonly laneY: number;
  readonly root: Point;
  readonly hues: ReadonlyMap<string, number>;
}

/** Reception desks (load balancers) stand by the door, help desks (Services inside) along the lobby. */
export function placeLobby(things: Placed[], plan: Plan, { building, lobbyY, laneY, root, hues }: Lobby): void {
  const shown = plan.services.slice(0, 60);
  const room = building.width - 2 * MARGIN;
  const step = Math.max(1.2, Math.min(3.4, room / Math.max(1, shown.length)));
  shown.forEach((service, index) => {
    const reception = service.type === 'LoadBalancer';
    const width = Math.min(reception ? 2.4 : 1.8, step - 0.4);
    const box: Box = {
      x: MARGIN + index * step + (step - width) / 2,
      y: lobbyY + (reception ? 2.2 : 1.5),
      width,
      depth: reception ? 1 : 0.8,
    };
    const centre: Point = { x: box.x + box.width / 2, y: box.y - 0.35 };
    things.push({
      selection: `service:${service.namespace}/${service.name}`,
      kind: reception ? 'reception' : 'helpDesk',
      box,
      height: reception ? 0.95 : 0.75,
      name: service.name,
      note: service.externalIP ?? service.clusterIP,
      hue: hues.get(service.namespace) ?? 0,
      trouble: service.type !== 'ExternalName' && service.endpoints.length === 0,
      priority: 50,
      way: [centre, { x: centre.x, y: laneY }, root],
    });
  });
}
