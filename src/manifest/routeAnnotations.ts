// Annotations of HTTP routing that the engine reads; others of the same controllers are said to come later. Rules: C-5, C-8…C-11, C-23, C-30.

const NGINX = 'nginx.ingress.kubernetes.io/';
const AGIC = 'appgw.ingress.kubernetes.io/';
const ALB = 'alb.networking.azure.io/';

const HONOURED: ReadonlySet<string> = new Set([
  'kubernetes.io/ingress.class',
  'ingressclass.kubernetes.io/is-default-class',
  'kubernetes.azure.com/tls-cert-keyvault-uri',
  ...[
    'allowlist-source-range',
    'app-root',
    'backend-protocol',
    'canary',
    'canary-by-cookie',
    'canary-by-header',
    'canary-by-header-pattern',
    'canary-by-header-value',
    'canary-weight',
    'canary-weight-total',
    'default-backend',
    'denylist-source-range',
    'force-ssl-redirect',
    'from-to-www-redirect',
    'permanent-redirect',
    'permanent-redirect-code',
    'rewrite-target',
    'server-alias',
    'service-upstream',
    'ssl-passthrough',
    'ssl-redirect',
    'temporal-redirect',
    'use-regex',
    'whitelist-source-range',
  ].map((name) => NGINX + name),
  ...['backend-hostname', 'backend-path-prefix', 'backend-protocol', 'ssl-redirect', 'use-private-ip'].map((name) => AGIC + name),
  ...['alb-frontend', 'alb-id', 'alb-name', 'alb-namespace'].map((name) => ALB + name),
]);

export function isRouteAnnotation(key: string): boolean {
  return HONOURED.has(key);
}

/** Known to a controller of ours, and not read yet. */
export function isLaterRouteAnnotation(key: string): boolean {
  return key.startsWith(NGINX) || key.startsWith(AGIC) || key.startsWith(ALB);
}
