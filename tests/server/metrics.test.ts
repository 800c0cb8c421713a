// Figures for who has their key, from wherever it asks.
import { expect, it } from 'vitest';
import { libsqlKind, openSchool } from './support/school.ts';

it('the key of the figures opens them through a proxy, and no other does', async () => {
  const school = await openSchool(libsqlKind(), { metricsKey: 'figures-for-the-tower' });
  const ask = async (bearer: string): Promise<number> =>
    (await school.ask('GET', '/metrics', { headers: { 'X-Forwarded-For': '203.0.113.7', Authorization: `Bearer ${bearer}` } }))
      .status;
  expect([await ask('figures-for-the-tower'), await ask('figures-for-the-towel'), await ask('')]).toEqual([200, 404, 404]);
  await school.app.drain();
});
