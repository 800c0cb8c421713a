// Dataplane: everything compiled from one declared network, ready to be walked.
import type { Diagnostic } from '../model/diagnostic.ts';
import type { AppGateways } from './appGateways.ts';
import type { Controller } from './controllerInstalls.ts';
import type { Devices } from './devices.ts';
import type { DnsTables } from './dns.ts';
import type { Guards } from './guards.ts';
import type { HttpTables } from './httpTables.ts';
import type { Plan } from './plan.ts';
import type { Routes } from './routes.ts';
import type { ServiceTables } from './services.ts';
import type { CompiledPolicy, Placement } from './tables.ts';
import type { Topology } from './topology.ts';
import type { TrafficFrontends } from './trafficFrontends.ts';

export interface Dataplane {
  readonly placement: Placement;
  readonly policy: CompiledPolicy;
  readonly services: ServiceTables;
  readonly dns: DnsTables;
  /** Ingress and Gateway API, declared. */
  readonly http: HttpTables;
  /** Pods that serve them, by index. */
  readonly controllers: ReadonlyMap<number, Controller>;
  readonly appGateways: AppGateways;
  readonly trafficFrontends: TrafficFrontends;
  readonly topology: Topology;
  readonly routes: Routes;
  readonly guards: Guards;
  readonly devices: Devices;
  readonly plan: Plan;
  readonly diagnostics: readonly Diagnostic[];
  /** The tables as Azure's health probes saw them last; absent = as they are (B-18). */
  readonly probed?: Dataplane;
}
