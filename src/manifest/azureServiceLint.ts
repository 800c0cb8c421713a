// What Azure's controller makes of a Service whose annotations contradict one another: it comes after the API server, so these are warnings.
// Rules: B-17 (C8, C26), B-21 (C11), B-23, B-26.
import { parseIpv4 } from '../engine/net/ipv4.ts';
import { AZURE_PREFIX } from './azureAnnotations.ts';
import { type Findings, warning } from './problems.ts';
import { filled, labels, type Rec, record, text, texts } from './take.ts';

export function lintAzureService(found: Findings, object: Rec): void {
  const spec = record(object['spec']);
  const annotations = new Map(Object.entries(labels(record(object['metadata']), 'annotations') ?? {}));
  const about = (name: string): string | undefined => annotations.get(`${AZURE_PREFIX}azure-${name}`);
  const tell = (code: string, name: string, sentence: string): void =>
    found.fail(warning(code, ['metadata', 'annotations', `${AZURE_PREFIX}azure-${name}`], sentence));
  const internal = about('load-balancer-internal') === 'true';
  const sources = filled(texts(spec, 'loadBalancerSourceRanges')) !== undefined;
  lintRanges({ about, tell, internal, sources });
  const idle = about('load-balancer-tcp-idle-timeout');
  if (idle !== undefined && !(/^\d{1,3}$/.test(idle) && Number(idle) >= 4 && Number(idle) <= 30))
    tell('B-21', 'load-balancer-tcp-idle-timeout', `the idle timeout is 4 to 30 whole minutes on AKS, not "${idle}"`);
  const address = about('load-balancer-ipv4');
  if (address !== undefined && parseIpv4(address) === undefined)
    tell('B-23', 'load-balancer-ipv4', `"${address}" is no IPv4 address`);
  if (about('load-balancer-internal-subnet') !== undefined && !internal)
    tell('B-23', 'load-balancer-internal-subnet', 'only an internal load balancer takes its address from a subnet');
  if (about('pls-create') === 'true') lintPrivateLink({ about, tell, internal, sources }, spec);
}

interface Lint {
  readonly about: (name: string) => string | undefined;
  readonly tell: (code: string, name: string, sentence: string) => void;
  readonly internal: boolean;
  readonly sources: boolean;
}

function lintRanges({ about, tell, internal, sources }: Lint): void {
  const allowed = about('allowed-ip-ranges') !== undefined;
  const tags = about('allowed-service-tags') !== undefined;
  if (allowed && sources)
    tell('B-17', 'allowed-ip-ranges', "Azure's controller refuses a Service with both this and spec.loadBalancerSourceRanges");
  if (tags && (sources || allowed))
    tell('C8', 'allowed-service-tags', 'service tags beside source ranges: AKS may refuse them; say the one or the other');
  const denies = about('deny-all-except-load-balancer-source-ranges') === 'true';
  if (internal && (sources || allowed) && !denies)
    tell(
      'C26',
      'load-balancer-internal',
      'source ranges on an internal load balancer do not keep the VNet out: rule AllowVnetInBound lets it in',
    );
}

function lintPrivateLink({ about, tell, internal }: Lint, spec: Rec): void {
  if (!internal) tell('B-26', 'pls-create', 'a Private Link Service needs an internal load balancer');
  const count = about('pls-ip-configuration-ip-address-count');
  if (count !== undefined && !/^[1-8]$/.test(count))
    tell('B-26', 'pls-ip-configuration-ip-address-count', `a Private Link Service has 1 to 8 addresses, not "${count}"`);
  if (about('pls-proxy-protocol') === 'true' && text(spec, 'externalTrafficPolicy') === 'Local')
    tell('B-26', 'pls-proxy-protocol', 'PROXY protocol with externalTrafficPolicy Local needs a health probe of its own');
}
