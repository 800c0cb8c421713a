// The workshop's worker: made levels, practice and paper mode, away from the game's own engine.
import { type Endpoint, expose } from 'comlink';
import { createEngine } from '../src/engine/createEngine.ts';
import { createPaperApi } from './paperApi.ts';
import { createWorkshopApi } from './workshopApi.ts';

expose({ ...createWorkshopApi(), ...createPaperApi(createEngine()) }, self as unknown as Endpoint);
