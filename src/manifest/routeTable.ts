// The field table of HTTP routing: Ingress, IngressClass, TLS Secrets, Gateway API. Written as in fieldTable.ts. `creationTimestamp` counts for
// kinds of which the oldest wins (ING14, GW5).

const TOP = 'apiVersion:string kind:string metadata:DatedMeta';

export const ROUTE_FIELDS: Readonly<Record<string, string>> = {
  DatedMeta:
    'name:string namespace:string labels:map annotations:map ownerReferences:OwnerReference[] deletionTimestamp:string creationTimestamp:string generateName:string- finalizers:strings- resourceVersion:any= uid:any= generation:any= managedFields:any= selfLink:any= deletionGracePeriodSeconds:any= clusterName:any=',
  Ingress: `${TOP} spec:IngressSpec status:any=`,
  IngressSpec: 'ingressClassName:string defaultBackend:IngressBackend tls:IngressTLS[] rules:IngressRule[]',
  IngressBackend: 'service:IngressServiceBackend resource:TypedLocalObjectReference',
  IngressServiceBackend: 'name:string port:ServiceBackendPort',
  ServiceBackendPort: 'name:string number:int',
  TypedLocalObjectReference: 'apiGroup:string kind:string name:string',
  IngressTLS: 'hosts:strings secretName:string',
  IngressRule: 'host:string http:HTTPIngressRuleValue',
  HTTPIngressRuleValue: 'paths:HTTPIngressPath[]',
  HTTPIngressPath: 'path:string pathType:string backend:IngressBackend',
  IngressClass: 'apiVersion:string kind:string metadata:ObjectMeta spec:IngressClassSpec',
  IngressClassSpec: 'controller:string parameters:any-',
  NginxIngressController: 'apiVersion:string kind:string metadata:ObjectMeta spec:NginxControllerSpec status:any=',
  NginxControllerSpec:
    'ingressClassName:string controllerNamePrefix:string loadBalancerAnnotations:map defaultSSLCertificate:DefaultCertificate defaultBackendService:NamespacedName httpDisabled:bool customHTTPErrors:any- scaling:any- logFormat:string- enableSSLPassthrough:bool loadBalancerSourceRanges:strings~',
  DefaultCertificate: 'secret:NamespacedName keyVaultURI:string~ forceSSLRedirect:bool',
  NamespacedName: 'namespace:string name:string',
  Secret: 'apiVersion:string kind:string metadata:ObjectMeta type:string data:map stringData:map immutable:bool-',
  GatewayClass: 'apiVersion:string kind:string metadata:ObjectMeta spec:GatewayClassSpec status:any=',
  GatewayClassSpec: 'controllerName:string description:string- parametersRef:any-',
  Gateway: `${TOP} spec:GatewaySpec status:any=`,
  GatewaySpec:
    'gatewayClassName:string listeners:Listener[] addresses:GatewayAddress[] infrastructure:any~ allowedListeners:any~ tls:any~ backendTLS:any~ defaultScope:string~',
  GatewayAddress: 'type:string value:string',
  Listener: 'name:string hostname:string port:int protocol:string tls:ListenerTLSConfig allowedRoutes:AllowedRoutes',
  ListenerTLSConfig: 'mode:string certificateRefs:ObjectReference[] frontendValidation:any~ options:map-',
  AllowedRoutes: 'namespaces:RouteNamespaces kinds:RouteGroupKind[]',
  RouteNamespaces: 'from:string selector:LabelSelector',
  RouteGroupKind: 'group:string kind:string',
  ObjectReference: 'group:string kind:string namespace:string name:string',
  HTTPRoute: `${TOP} spec:HTTPRouteSpec status:any=`,
  HTTPRouteSpec: 'parentRefs:ParentReference[] hostnames:strings rules:HTTPRouteRule[] useDefaultGateways:string~',
  ParentReference: 'group:string kind:string namespace:string name:string sectionName:string port:int',
  HTTPRouteRule:
    'name:string matches:HTTPRouteMatch[] filters:HTTPRouteFilter[] backendRefs:HTTPBackendRef[] timeouts:any- retry:any~ sessionPersistence:any~',
  HTTPRouteMatch: 'path:HTTPPathMatch headers:ValueMatch[] queryParams:ValueMatch[] method:string',
  HTTPPathMatch: 'type:string value:string',
  ValueMatch: 'type:string name:string value:string',
  HTTPRouteFilter:
    'type:string requestHeaderModifier:any- responseHeaderModifier:any- requestMirror:any~ requestRedirect:HTTPRequestRedirectFilter urlRewrite:HTTPURLRewriteFilter cors:any- extensionRef:any~',
  HTTPRequestRedirectFilter: 'scheme:string hostname:string path:HTTPPathModifier port:int statusCode:int',
  HTTPURLRewriteFilter: 'hostname:string path:HTTPPathModifier',
  HTTPPathModifier: 'type:string replaceFullPath:string replacePrefixMatch:string',
  HTTPBackendRef: 'group:string kind:string namespace:string name:string port:int weight:int filters:any~',
  ReferenceGrant: 'apiVersion:string kind:string metadata:ObjectMeta spec:ReferenceGrantSpec',
  ReferenceGrantSpec: 'from:ReferenceGrantFrom[] to:ReferenceGrantTo[]',
  ReferenceGrantFrom: 'group:string kind:string namespace:string',
  ReferenceGrantTo: 'group:string kind:string name:string',
};

export const ROUTE_ENUMS: Readonly<Record<string, readonly string[]>> = {
  'HTTPIngressPath.pathType': ['Exact', 'ImplementationSpecific', 'Prefix'],
  'ListenerTLSConfig.mode': ['Terminate', 'Passthrough'],
  'RouteNamespaces.from': ['All', 'Selector', 'Same', 'None'],
  'HTTPPathMatch.type': ['Exact', 'PathPrefix', 'RegularExpression'],
  'ValueMatch.type': ['Exact', 'RegularExpression'],
  'HTTPRouteMatch.method': ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH'],
  'HTTPRouteFilter.type': [
    'RequestHeaderModifier',
    'ResponseHeaderModifier',
    'RequestMirror',
    'RequestRedirect',
    'URLRewrite',
    'ExtensionRef',
    'CORS',
  ],
  'HTTPRequestRedirectFilter.scheme': ['http', 'https'],
  'HTTPPathModifier.type': ['ReplaceFullPath', 'ReplacePrefixMatch'],
};
