// Two processes over one database: both write, the log has one order, and each tells its own people what the other did.
import { expect, it } from 'vitest';
import { type LoggedEvent } from '../../../src/classroom/event.ts';
import { foldLog } from '../../../src/classroom/room.ts';
import { viewRoom } from '../../../src/classroom/view.ts';
import { drawSubmission, openSchool, roomOf, type School, type StoreKind } from '../support/school.ts';

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
      const refused = answers.flatMap(({ body }) => (body.ok === true ? [] : [body.code as string]));
      expect(refused.filter((code) => !['busy', 'tooFast'].includes(code))).toEqual([]);
      const { log } = (await school().ask('GET', `/api/rooms/${room.code}/log`, { key: room.host })).body as {
        log: LoggedEvent[];
      };
      expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));
      const written = log.flatMap(({ event }) => (event.type === 'submitted' ? [event.submission] : []));
      expect(new Set(written).size).toBe(written.length);
      for (const { body } of answers.filter(({ status }) => status === 200))
        expect(log[body.seq - 1]?.event.type).toBe('submitted');
      const state = foldLog(log);
      // What the other wrote is heard of a moment later; then both say what the log says.
      const viewAt = async (gate: typeof here): Promise<unknown> => (await gate.view(room.host)).body.view;
      const told = state && viewRoom(state, { role: 'host' });
      for (const gate of [here, there]) await expect.poll(() => viewAt(gate), { timeout: 5_000 }).toEqual(told);
    } finally {
      await other.app.drain();
    }
  });

  it('no gateway refuses by what it read last: it looks at what others wrote first', async () => {
    const other = await openSchool(kind(), { pollMs: 10_000 });
    try {
      const room = await school().openRoom();
      const there = roomOf(other, room);
      const { key } = await there.join();
      await room.command(room.host, { type: 'start' });
      expect((await there.submit(key)).status).toBe(200);
      await room.command(room.host, { type: 'pause' });
      expect((await there.submit(key, { submission: drawSubmission() })).body.code).toBe('paused');
      await room.command(room.host, { type: 'resume' });
      expect((await there.command(room.host, { type: 'pause' })).status).toBe(200);
      const { version } = (await room.command(room.host, { type: 'resume' })).body as { version: number };
      // A poll of who knows more already is read on for, and waits for what is new.
      expect((await there.view(key, `?since=${version}&wait=50`)).status).toBe(204);
    } finally {
      await other.app.drain();
    }
  });
}
