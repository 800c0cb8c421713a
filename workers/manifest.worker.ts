// The manifest worker: text, levels and links, away from the page and from the engine.
import { type Endpoint, expose } from 'comlink';
import { createManifestApi } from './manifestApi.ts';

expose(createManifestApi(), self as unknown as Endpoint);
