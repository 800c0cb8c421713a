// Texts to read: manifests as people write them and as kubectl prints them, a Network document, and traps that were seen to hang or kill parsers.

const KUBECTL_DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  annotations:
    deployment.kubernetes.io/revision: "3"
    kubectl.kubernetes.io/last-applied-configuration: |
      {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"annotations":{},"name":"web","namespace":"shop"}}
  creationTimestamp: "2026-05-04T09:12:44Z"
  generation: 3
  labels:
    app: web
  managedFields:
  - apiVersion: apps/v1
    fieldsType: FieldsV1
    fieldsV1:
      f:metadata:
        f:annotations:
          .: {}
          f:kubectl.kubernetes.io/last-applied-configuration: {}
    manager: kubectl-client-side-apply
    operation: Update
    time: "2026-05-04T09:12:44Z"
  name: web
  namespace: shop
  resourceVersion: "812341"
  uid: 5a1f8c1e-4f0b-4a55-9c0e-2f1c5a7d9e11
spec:
  progressDeadlineSeconds: 600
  replicas: 2
  revisionHistoryLimit: 10
  selector:
    matchLabels:
      app: web
  strategy:
    rollingUpdate:
      maxSurge: 25%
      maxUnavailable: 25%
    type: RollingUpdate
  template:
    metadata:
      creationTimestamp: null
      labels:
        app: web
    spec:
      affinity:
        podAntiAffinity:
          preferredDuringSchedulingIgnoredDuringExecution:
          - podAffinityTerm:
              labelSelector:
                matchLabels:
                  app: web
              topologyKey: kubernetes.io/hostname
            weight: 100
      containers:
      - env:
        - name: PORT
          value: "8080"
        - name: NODE
          valueFrom:
            fieldRef:
              fieldPath: spec.nodeName
        image: registry.example/shop/web:1.4.2
        imagePullPolicy: IfNotPresent
        name: web
        ports:
        - containerPort: 8080
          name: http
          protocol: TCP
        readinessProbe:
          failureThreshold: 3
          httpGet:
            path: /healthz
            port: http
            scheme: HTTP
          periodSeconds: 10
        resources:
          limits:
            memory: 256Mi
          requests:
            cpu: 100m
        securityContext:
          runAsNonRoot: true
        terminationMessagePath: /dev/termination-log
        terminationMessagePolicy: File
        volumeMounts:
        - mountPath: /var/cache
          name: cache
      dnsPolicy: ClusterFirst
      restartPolicy: Always
      schedulerName: default-scheduler
      securityContext: {}
      terminationGracePeriodSeconds: 30
      volumes:
      - emptyDir: {}
        name: cache
status:
  availableReplicas: 2
  conditions:
  - lastTransitionTime: "2026-05-04T09:13:02Z"
    message: Deployment has minimum availability.
    reason: MinimumReplicasAvailable
    status: "True"
    type: Available
  observedGeneration: 3
  readyReplicas: 2
  replicas: 2
`;

const KUBECTL_POD = `apiVersion: v1
kind: Pod
metadata:
  creationTimestamp: "2026-05-04T09:12:50Z"
  generateName: web-6c9f7b7d4-
  labels:
    app: web
    pod-template-hash: 6c9f7b7d4
  name: web-6c9f7b7d4-x2kqp
  namespace: shop
  ownerReferences:
  - apiVersion: apps/v1
    blockOwnerDeletion: true
    controller: true
    kind: ReplicaSet
    name: web-6c9f7b7d4
    uid: 0d0d6a2e-6b5a-4a7e-8ad5-7f3e1f2a9c10
  resourceVersion: "812399"
  uid: 91c2c2d2-9d6c-49f5-8f0a-5b3c6e7f8a90
spec:
  containers:
  - image: registry.example/shop/web:1.4.2
    imagePullPolicy: IfNotPresent
    name: web
    ports:
    - containerPort: 8080
      name: http
      protocol: TCP
    volumeMounts:
    - mountPath: /var/run/secrets/kubernetes.io/serviceaccount
      name: kube-api-access-7d2mk
      readOnly: true
  dnsPolicy: ClusterFirst
  enableServiceLinks: true
  nodeName: aks-nodepool1-31415926-vmss000001
  preemptionPolicy: PreemptLowerPriority
  priority: 0
  restartPolicy: Always
  schedulerName: default-scheduler
  serviceAccount: default
  serviceAccountName: default
  tolerations:
  - effect: NoExecute
    key: node.kubernetes.io/not-ready
    operator: Exists
    tolerationSeconds: 300
  volumes:
  - name: kube-api-access-7d2mk
    projected:
      defaultMode: 420
      sources:
      - serviceAccountToken:
          expirationSeconds: 3607
          path: token
status:
  conditions:
  - lastProbeTime: null
    lastTransitionTime: "2026-05-04T09:12:50Z"
    status: "True"
    type: PodReadyToStartContainers
  - lastProbeTime: null
    lastTransitionTime: "2026-05-04T09:12:58Z"
    status: "False"
    type: Ready
  containerStatuses:
  - containerID: containerd://7b9e
    image: registry.example/shop/web:1.4.2
    lastState: {}
    name: web
    ready: false
    restartCount: 0
    started: true
    state:
      running:
        startedAt: "2026-05-04T09:12:57Z"
  hostIP: 10.224.0.5
  hostIPs:
  - ip: 10.224.0.5
  phase: Running
  podIP: 10.244.1.17
  podIPs:
  - ip: 10.244.1.17
  qosClass: Burstable
  startTime: "2026-05-04T09:12:50Z"
`;

const KUBECTL_SERVICE = `apiVersion: v1
kind: Service
metadata:
  annotations:
    service.beta.kubernetes.io/azure-load-balancer-internal: "true"
    service.beta.kubernetes.io/azure-load-balancer-tcp-idle-timeout: "10"
  creationTimestamp: "2026-05-04T09:12:44Z"
  name: web
  namespace: shop
  resourceVersion: "812342"
  uid: 2a7b1f1e-90c4-4e0a-a9fd-1b6a1c2d3e4f
spec:
  allocateLoadBalancerNodePorts: true
  clusterIP: 10.0.113.7
  clusterIPs:
  - 10.0.113.7
  externalTrafficPolicy: Local
  healthCheckNodePort: 31999
  internalTrafficPolicy: Cluster
  ipFamilies:
  - IPv4
  ipFamilyPolicy: SingleStack
  ports:
  - name: http
    nodePort: 30080
    port: 80
    protocol: TCP
    targetPort: http
  selector:
    app: web
  sessionAffinity: None
  type: LoadBalancer
status:
  loadBalancer:
    ingress:
    - ip: 10.224.0.10
      ipMode: VIP
`;

const POLICY = `# who may talk to the database
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: db, namespace: shop }
spec:
  podSelector: { matchLabels: { app: db } }
  policyTypes: [Ingress, Egress]
  ingress:
  - from:
    - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: shop } }
      podSelector:
        matchExpressions:
        - { key: app, operator: In, values: [web, api] }
    - ipBlock: { cidr: 10.0.0.0/8, except: [10.1.0.0/16] }
    ports:
    - { protocol: TCP, port: 5432 }
    - { protocol: UDP, port: 9000, endPort: 9100 }
  egress:
  - to: [{ namespaceSelector: {} }]
    ports: [{ protocol: UDP, port: 53 }, { port: dns-tcp }]
`;

const NETWORK = `apiVersion: cidr.house/v1
kind: Network
metadata: { name: shop }
location: westeurope
virtualNetworks:
- name: vnet-shop
  addressSpace: [10.0.0.0/16]
  subnets:
  - { name: snet-aks, addressPrefix: 10.0.0.0/24 }
  - { name: snet-vms, addressPrefix: 10.0.9.0/24, networkSecurityGroup: nsg-vms }
  peerings:
  - { name: to-hub, remoteVirtualNetwork: vnet-hub, useRemoteGateways: true }
- name: vnet-hub
  addressSpace: [10.1.0.0/16]
  subnets: [{ name: GatewaySubnet, addressPrefix: 10.1.255.0/27 }]
networkSecurityGroups:
- name: nsg-vms
  securityRules: [{ name: web, priority: 200, direction: Inbound, access: Allow }]
virtualNetworkGateways:
- { name: vpngw, virtualNetwork: vnet-hub, gatewayType: Vpn, connections: [hq] }
onPremises:
- name: hq
  addressSpace: [172.20.0.0/16]
  hosts: [{ name: monitor, ipAddress: 172.20.1.10, ports: [{ port: 9090, protocol: TCP }] }]
virtualMachines: [{ name: jump, subnet: snet-vms, ipAddress: 10.0.9.4 }]
internetHosts:
- { name: api.stripe.com, ipAddress: 34.200.1.1, ports: [{ port: 443, protocol: TCP, tls: true }] }
dnsZones: [{ name: contoso.com, records: [{ name: shop, type: A, values: [20.51.8.14] }] }]
managedClusters:
- name: aks
  kubernetesVersion: '1.34'
  networkProfile:
    networkPlugin: azure
    networkPluginMode: overlay
    networkPolicy: calico
    podCidr: 10.244.0.0/16
    serviceCidr: 10.100.0.0/16
    dnsServiceIP: 10.100.0.10
    outboundType: loadBalancer
    loadBalancerProfile: { managedOutboundIPs: { count: 1 }, allocatedOutboundPorts: 0, idleTimeoutInMinutes: 30 }
  agentPoolProfiles:
  - { name: system, count: 3, maxPods: 30, vnetSubnet: snet-aks, upgradeSettings: { maxSurge: '1' } }
  ingressProfile: { webAppRouting: { enabled: true } }
`;

const ANCHORS = `apiVersion: apps/v1
kind: StatefulSet
metadata: &meta
  name: db
  namespace: data
  labels: &labels { app: db, tier: 'back' }
spec:
  serviceName: db
  replicas: 2
  selector: { matchLabels: *labels }
  template:
    metadata:
      labels:
        <<: *labels
        extra: "yes"
    spec:
      containers:
      - name: db
        image: registry.example/db:9
        ports: [{ containerPort: 5432, name: pg }]
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: old-db-1, namespace: data, labels: { kubernetes.io/service-name: old-db } }
addressType: IPv4
ports: [{ name: pg, port: 5432 }]
endpoints:
- addresses: [172.20.1.30]
  conditions: { ready: true }
---
apiVersion: cidr.house/v1
kind: Removal
target: NetworkPolicy/shop/db
`;

const DAEMON = `{"apiVersion":"v1","kind":"List","items":[
 {"apiVersion":"v1","kind":"Namespace","metadata":{"name":"ops","labels":{"team":"ops"}}},
 {"apiVersion":"apps/v1","kind":"DaemonSet","metadata":{"name":"agent","namespace":"ops"},
  "spec":{"selector":{"matchLabels":{"app":"agent"}},"template":{"metadata":{"labels":{"app":"agent"}},
   "spec":{"hostNetwork":true,"containers":[{"name":"agent","image":"registry.example/agent:2","ports":[{"containerPort":9100,"protocol":"TCP"}]}]}}}}
]}
`;

export const MANIFESTS: Readonly<Record<string, string>> = {
  deployment: KUBECTL_DEPLOYMENT,
  pod: KUBECTL_POD,
  service: KUBECTL_SERVICE,
  policy: POLICY,
  network: NETWORK,
  anchors: ANCHORS,
  daemon: DAEMON,
};

function indented(list: readonly string[]): string {
  return `apiVersion: v1\nkind: List\nitems:\n${list.map((text) => `- ${text.trimEnd().replaceAll('\n', '\n  ')}\n`).join('')}`;
}

/** `kubectl get deploy,po,svc -o yaml`. */
export const KUBECTL_LIST = `${indented([KUBECTL_DEPLOYMENT, KUBECTL_POD, KUBECTL_SERVICE])}metadata:\n  resourceVersion: ""\n`;

function bomb(width: number, levels: number): string {
  const lines = [`a0: &a0 [${Array(width).fill('x').join(', ')}]`];
  for (let level = 1; level <= levels; level++)
    lines.push(
      `a${level}: &a${level} [${Array(width)
        .fill(`*a${level - 1}`)
        .join(', ')}]`,
    );
  return lines.join('\n');
}

function pod(labels: string): string {
  return `apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  labels:\n${labels}\nspec: { containers: [{ name: a, image: a }] }\n`;
}

/** Refused, and at once: within 200 ms where nobody else wants the machine. */
export const TRAPS: Readonly<Record<string, string>> = {
  'explicit keys': `${'? '.repeat(500)}x`,
  'many explicit keys': '? '.repeat(100_000),
  'open mappings': '{'.repeat(400),
  'open mappings by the thousand': '{'.repeat(100_000),
  'closed mappings': `${'{'.repeat(1000)}${'}'.repeat(1000)}`,
  'open lists': '['.repeat(100_000),
  'nested JSON': '[{"a":'.repeat(1000),
  'sequences on one line': '- '.repeat(100_000),
  '1,000 levels': Array.from({ length: 1000 }, (_, level) => `${' '.repeat(level)}a:`).join('\n'),
  'levels behind a quote': `- it's 'quoted\n- ${'{'.repeat(500)}`,
  'levels behind a comment': `a: b #'\nc: ${'['.repeat(500)}`,
  'levels in a block scalar that ends': `a: |\n  '\nb: ${'{a: '.repeat(500)}`,
  'alias bomb': bomb(9, 9),
  'wide alias bomb': bomb(1000, 3),
  'alias of itself': 'a: &a [*a]',
  'two aliases of each other': 'a: &a { b: &b [*a] }',
  'merge of itself': 'a: &a\n  <<: *a',
  'unknown alias': 'a: *nobody',
  '__proto__ key': pod('    __proto__: x'),
  '__proto__ object': '{"__proto__": {"polluted": true}, "kind": "Pod"}',
  'constructor label': pod('    constructor: x'),
  'prototype label': pod('    prototype: x'),
  'NUL byte': 'apiVersion: v1\nkind: Po\0d',
  'escape character': 'apiVersion: v1\u001b[31m',
  'tab indentation': 'apiVersion: v1\nkind: Pod\nmetadata:\n\tname: a',
  'repeated key': 'apiVersion: v1\nkind: Pod\nkind: Service',
  'unfinished quote': 'apiVersion: "v1\nkind: Pod',
  'a hundred thousand errors': '|1\n'.repeat(100_000),
  'closing brackets': '}'.repeat(100_000),
  'reserved characters': '@`%'.repeat(30_000),
  'not a number': 'a: .nan',
};

/** Large but ordinary: slow is allowed, hanging is not. */
export const HEAVY: Readonly<Record<string, string>> = {
  'one scalar of 3 MB': `a: ${'x'.repeat(3_000_000)}`,
  'one quoted scalar of 3 MB with blanks': `a: "x\n${' '.repeat(3_000_000)}b"`,
  'a folded block': `a: >\n${'  x\n\n'.repeat(100_000)}`,
  'blank lines': `a: b\n${'\n'.repeat(400_000)}c: d`,
  comments: `${'#c\n'.repeat(150_000)}a: b`,
  '40,000 keys': Array.from({ length: 40_000 }, (_, index) => `k${index}: 1`).join('\n'),
  '20,000 bad labels': pod(Array.from({ length: 20_000 }, (_, index) => `    "k${index}!": a b`).join('\n')),
  '30,000 unknown fields': `apiVersion: v1\nkind: Pod\n${Array.from({ length: 30_000 }, (_, index) => `f${index}: 1`).join('\n')}`,
  '100,000 empty documents': '---\n'.repeat(100_000),
  '30,000 documents': '---\na\n'.repeat(30_000),
  'long list': `[${'a,'.repeat(80_000)}]`,
  'many anchors': `[${'&a x,'.repeat(50_000)}]`,
  'a merge list': `a: &a { b: c }\nd:\n  <<: [${'*a,'.repeat(50_000)}]`,
  'inline merges': `a:\n${'  <<: {b: c}\n'.repeat(30_000)}`,
};
