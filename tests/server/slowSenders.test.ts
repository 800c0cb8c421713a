// Who sends drop by drop holds nobody up: its time is short here, and the room's is not.
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { libsqlKind, openSchool } from './support/school.ts';

it('who sends its head or its body drop by drop is shown out', async () => {
  const school = await openSchool(libsqlKind(), { headMs: 400, bodyMs: 800 });
  const room = await school.openRoom();
  const path = `/api/rooms/${room.code}/seats`;
  const slow = (text: string): Promise<'ended'> =>
    new Promise((resolve) => {
      const socket = connect(school.app.port, '127.0.0.1', () => socket.write(text));
      socket.on('data', () => undefined);
      socket.on('error', () => undefined);
      socket.on('close', () => resolve('ended'));
    });
  // Neither is ever sent to its end: that they come back at all is the answer.
  const ends = await Promise.all([
    slow(`POST ${path} HTTP/1.1\r\nHost: x\r\nX-Slow: `),
    slow(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{`),
  ]);
  expect(ends).toEqual(['ended', 'ended']);
  expect((await school.ask('GET', '/healthz')).status).toBe(200);
  await school.app.drain();
});
