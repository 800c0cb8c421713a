// What the wiring panel asks the store for: endpoints of one Service, a change as one typed line, a selector while it is typed. Plain values of one
// revision; a panel asks again when the document moves.
import type { Answer, HttpAnswer, HttpQuery } from '../engine/api.ts';
import type { HttpCertificate } from '../engine/dataplane/http.ts';
import type { RouterReport } from '../engine/report/routers.ts';
import type { Door } from '../studio/wiring/request.ts';
import type { PortEndpoints } from '../studio/wiring/plugs.ts';
import type { BalancerReport } from '../engine/report/balancerReport.ts';

type Params = Readonly<Record<string, string | number>>;

export interface ServiceStudy {
  readonly revision: number;
  /** `ns/name`. */
  readonly service: string;
  /** In the order of the Service's ports. */
  readonly endpoints: readonly (PortEndpoints | undefined)[];
  readonly balancer?: BalancerReport;
}

export type Wired = { readonly ok: true } | { readonly ok: false; readonly code: string; readonly params: Params };

export interface WiringActions extends RoutingActions {
  /** Undefined when the document has moved on, or there is no such Service. */
  studyService(service: string): Promise<ServiceStudy | undefined>;
  /** One typed line as one edit; the draft of the object, where there is one, takes the change along with its comments. */
  wire(key: string, line: string): Promise<Wired>;
  /** The selector written into the Service's draft: the board marks its pods before anything is applied. */
  draftSelector(key: string, selector: Readonly<Record<string, string>>): Promise<void>;
  /** The selector that the draft holds; undefined without a draft, or where it cannot be read. */
  readSelector(key: string): Promise<Readonly<Record<string, string>> | undefined>;
}

export interface RouteStudy {
  readonly revision: number;
  /** By object: `Ingress/ns/name`, `Gateway/ns/name`. */
  readonly routers: ReadonlyMap<string, RouterReport>;
  readonly doors: readonly Door[];
  /** `DOOR HOST` → what its handshake would show. */
  readonly certificates: ReadonlyMap<string, HttpCertificate & { readonly fits?: boolean }>;
}

export interface RoutingActions {
  /** Undefined when the document has moved on. */
  studyRoutes(): Promise<RouteStudy | undefined>;
  tryRequest(query: HttpQuery): Promise<Answer<HttpAnswer>>;
}
