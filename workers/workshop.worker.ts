// The workshop's worker: made levels and practice, away from the game's own engine.
import { type Endpoint, expose } from 'comlink';
import { createWorkshopApi } from './workshopApi.ts';

expose(createWorkshopApi(), self as unknown as Endpoint);
