// Two processes over one database: both write, the log has one order, and each tells its own people what the other did.
import { expect, it } from 'vitest';
import { type LoggedEvent } from '../../../src/classroom/event.ts';
import { foldLog } from '../../../src/classroom/room.ts';
import { viewRoom } from '../../../src/classroom/view.ts';
import { drawSubmission, openSchool, roomOf, type School, type StoreKind } from '../support/school.ts';
import { until } from './live.ts';

export function racesSuite(school: () => School, kind: () => StoreKind): void {
  it('two gateways race: every answer is in the log once, in one order, and both end equal', async () => {
    const other = await openSchool(kind());
    try {
      const room = await school().openRoom({ seats: 40 });
      const [here, there] = [room, roomOf(other, room)];
      const joined = await Promise.all(Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? here : there).join()));
      expect(new Set(joined.map(({ body }) => body.seat)).size).toBe(20);
      await there.command(room.host, { type: 'start' });
      const submissions = joined.map(({ key }) => ({ key, submission: drawSubmission() }));
      // Each is sent to both at once: one writes it, the other finds it.
      const answers = await Promise.all(
        submissions.flatMap(({ key, submission }) => [here.submit(key, { submission }), there.submit(key, { submission })]),
      );
      for (const { body } of answers)
        expect(body.ok === true || ['notRunning', 'busy', 'tooFast'].includes(body.code as string)).toBe(true);
      const { log } = (await school().ask('GET', `/api/rooms/${room.code}/log`, { key: room.host })).body as {
        log: LoggedEvent[];
      };
      expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));
      const written = log.flatMap(({ event }) => (event.type === 'submitted' ? [event.submission] : []));
      expect(new Set(written).size).toBe(written.length);
      for (const { body } of answers.filter(({ status }) => status === 200))
        expect(log[body.seq - 1]?.event.type).toBe('submitted');
      const state = foldLog(log);
      const views = await Promise.all([here.view(room.host), there.view(room.host)]);
      let [a, b] = views.map(({ body }) => body.view);
      await until(() => a !== undefined && b !== undefined);
      if (a.version !== b.version)
        [a, b] = (await Promise.all([here.view(room.host), there.view(room.host)])).map(({ body }) => body.view);
      expect(state && viewRoom(state, { role: 'host' })).toEqual(a);
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect((await there.view(room.host)).body.view).toEqual((await here.view(room.host)).body.view);
    } finally {
      await other.app.drain();
    }
  });
}
