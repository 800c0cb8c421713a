// The annotations that Azure's controller reads on a Service, and what becomes of each here; a slip of the pen gets the nearest one. Rule: B-27.
import { nearestWord } from './nearest.ts';
import type { ReportReason } from './reportReasons.ts';

export const AZURE_PREFIX = 'service.beta.kubernetes.io/';

export type AnnotationTreatment =
  | { readonly treatment: 'honoured' }
  | { readonly treatment: 'ignored' | 'unsupported'; readonly reason: ReportReason };

const HONOURED: AnnotationTreatment = { treatment: 'honoured' };
/** Judged by `check`; no packet asks about it. */
const CHECKED: AnnotationTreatment = { treatment: 'unsupported', reason: 'report.checked' };
const LATER: AnnotationTreatment = { treatment: 'unsupported', reason: 'report.later' };
const IPV6: AnnotationTreatment = { treatment: 'unsupported', reason: 'report.ipv6' };
const NO_EFFECT: AnnotationTreatment = { treatment: 'ignored', reason: 'report.noEffect' };

function words(treatment: AnnotationTreatment, names: string): (readonly [string, AnnotationTreatment])[] {
  return names.split(' ').map((name) => [`azure-${name}`, treatment] as const);
}

/** Without the common prefix. */
const INVENTORY: ReadonlyMap<string, AnnotationTreatment> = new Map<string, AnnotationTreatment>([
  ...words(
    HONOURED,
    'load-balancer-internal load-balancer-internal-subnet load-balancer-ipv4 pip-name allowed-ip-ranges deny-all-except-load-balancer-source-ranges disable-load-balancer-floating-ip load-balancer-health-probe-protocol load-balancer-health-probe-request-path dns-label-name',
  ),
  ...words(
    CHECKED,
    'load-balancer-tcp-idle-timeout allowed-service-tags pls-create pls-ip-configuration-subnet pls-ip-configuration-ip-address-count pls-proxy-protocol',
  ),
  ...words(
    NO_EFFECT,
    'pip-tags pip-ip-tags pip-prefix-id load-balancer-resource-group load-balancer-disable-tcp-reset load-balancer-health-probe-interval load-balancer-health-probe-num-of-probe shared-securityrule pls-name pls-resource-group pls-fqdns pls-visibility pls-auto-approval pls-ip-configuration-ip-address',
  ),
  ...words(IPV6, 'load-balancer-ipv6 pip-name-ipv6 pip-prefix-id-ipv6'),
  ...words(
    LATER,
    'disable-load-balancer-nsg-rule load-balancer-mode additional-public-ips load-balancer-enable-high-availability-ports load-balancer-configurations',
  ),
]);

/** The same for one port of a Service. */
const PORT_WORDS: ReadonlyMap<string, AnnotationTreatment> = new Map<string, AnnotationTreatment>([
  ['no_lb_rule', HONOURED],
  ['no_probe_rule', HONOURED],
  ['health-probe_protocol', HONOURED],
  ['health-probe_request-path', HONOURED],
  ['health-probe_port', LATER],
  ['health-probe_interval', NO_EFFECT],
  ['health-probe_num-of-probe', NO_EFFECT],
]);

/** Undefined for an annotation that is not Azure's; `nearest` of an unknown one may be absent. */
export function judgeAnnotation(
  key: string,
): AnnotationTreatment | { readonly treatment: 'unknown'; readonly nearest?: string } | undefined {
  if (!key.startsWith(AZURE_PREFIX)) return undefined;
  const name = key.slice(AZURE_PREFIX.length);
  const [, port, word = ''] = /^(port_\d{1,5}_)(.*)$/.exec(name) ?? [];
  if (port !== undefined) return PORT_WORDS.get(word) ?? unknown(word, PORT_WORDS, `${AZURE_PREFIX}${port}`);
  // Other clouds have annotations under the same prefix.
  if (!/^azu?re?-/.test(name) && nearestWord(name, INVENTORY.keys()) === undefined) return undefined;
  return INVENTORY.get(name) ?? unknown(name, INVENTORY, AZURE_PREFIX);
}

function unknown(
  word: string,
  known: ReadonlyMap<string, AnnotationTreatment>,
  start: string,
): { readonly treatment: 'unknown'; readonly nearest?: string } {
  const near = nearestWord(word, known.keys());
  return { treatment: 'unknown', ...(near === undefined ? {} : { nearest: start + near }) };
}

/** Every name of the inventory, for tests and completion. */
export function azureAnnotations(): readonly string[] {
  return [...INVENTORY.keys()].map((name) => AZURE_PREFIX + name);
}
