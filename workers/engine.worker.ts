// The engine's worker: nothing but the door.
import { type Endpoint, expose } from 'comlink';
import { createEngine } from '../src/engine/createEngine.ts';

expose(createEngine(), self as unknown as Endpoint);
