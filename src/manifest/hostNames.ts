// Hosts of routes: a DNS subdomain, perhaps with one leading wildcard label. Rules: VAL55, VAL56, VAL61, VAL64.
import { isSubdomain, SUBDOMAIN_DETAIL } from './names.ts';
import { isAddress } from './addresses.ts';
import { type Fail, invalid } from './problems.ts';
import type { Path } from './yamlDocument.ts';

const WILDCARD_DETAIL =
  "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character (e.g. '*.example.com', regex used for validation is '\\*\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const GATEWAY_PATTERN = '^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$';

export function checkIngressHost(fail: Fail, host: string, place: { readonly path: Path; readonly code: string }): void {
  const { path, code } = place;
  if (code === 'VAL55' && isAddress(host)) fail(invalid('VAL55', path, host, 'must be a DNS name, not an IP address'));
  else if (host.includes('*')) {
    if (!isWildcard(host)) fail(invalid('VAL56', path, host, WILDCARD_DETAIL));
  } else if (!isSubdomain(host)) fail(invalid(code === 'VAL55' ? 'VAL56' : code, path, host, SUBDOMAIN_DETAIL));
}

/** In the words of a CRD's schema. */
export function checkGatewayHost(fail: Fail, host: string, path: Path): void {
  if (isAddress(host) || !(isSubdomain(host) || isWildcard(host)))
    fail(invalid('VAL64', path, host, `should match '${GATEWAY_PATTERN}'`));
}

function isWildcard(host: string): boolean {
  return host.startsWith('*.') && isSubdomain(host.slice(2));
}
