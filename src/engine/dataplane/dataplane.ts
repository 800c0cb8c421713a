// Dataplane: everything compiled from one declared network, ready to be walked.
import type { Diagnostic } from '../model/diagnostic.ts';
import type { DnsTables } from './dns.ts';
import type { Plan } from './plan.ts';
import type { ServiceTables } from './services.ts';
import type { CompiledPolicy, Placement } from './tables.ts';
import type { Topology } from './topology.ts';

export interface Dataplane {
  readonly placement: Placement;
  readonly policy: CompiledPolicy;
  readonly services: ServiceTables;
  readonly dns: DnsTables;
  readonly topology: Topology;
  readonly plan: Plan;
  readonly diagnostics: readonly Diagnostic[];
}
