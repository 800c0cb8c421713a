// The honesty report: what kubectl prints is accepted whole, and every object and field is honoured, ignored or not yet supported.
import { describe, expect, it } from 'vitest';
import { parseManifests } from '../../src/manifest/parseManifests.ts';
import { REPORT_REASONS } from '../../src/manifest/reportReasons.ts';
import { hasWords } from '../../src/words/say.ts';
import { KUBECTL_LIST, MANIFESTS } from '../support/yamlCorpus.ts';
import { pod, service } from './sentences.ts';

/** `field: treatment, reason` of one object. */
function reportOf(text: string, object: string): Record<string, string> {
  const lines = parseManifests(text).report.filter((line) => line.object === object);
  return Object.fromEntries(
    lines.map(({ field, treatment, reason }) => [field, `${treatment} ${reason.replace('report.', '')}`]),
  );
}

describe('kubectl get -o yaml', () => {
  it('is read without a complaint, as a list', () => {
    const { resources, problems } = parseManifests(KUBECTL_LIST);
    expect(problems).toEqual([]);
    expect(resources.map(({ kind, metadata }) => `${kind}/${metadata.namespace}/${metadata.name}`)).toEqual([
      'Deployment/shop/web',
      'Pod/shop/web-6c9f7b7d4-x2kqp',
      'Service/shop/web',
    ]);
  });

  it('a Deployment keeps what traffic asks about', () => {
    const [deployment] = parseManifests(MANIFESTS['deployment'] ?? '').resources;
    expect(deployment).toEqual({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', namespace: 'shop', labels: { app: 'web' } },
      spec: {
        replicas: 2,
        selector: { matchLabels: { app: 'web' } },
        template: {
          metadata: { labels: { app: 'web' } },
          spec: {
            containers: [
              {
                name: 'web',
                image: 'registry.example/shop/web:1.4.2',
                ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
              },
            ],
          },
        },
      },
    });
  });

  it('a pod keeps its node, address, readiness and owner', () => {
    const [web] = parseManifests(MANIFESTS['pod'] ?? '').resources;
    expect(web).toMatchObject({
      metadata: { ownerReferences: [{ kind: 'ReplicaSet', name: 'web-6c9f7b7d4' }] },
      spec: { nodeName: 'aks-nodepool1-31415926-vmss000001' },
      status: { podIP: '10.244.1.17', phase: 'Running', conditions: [{ type: 'Ready', status: 'False' }] },
    });
    expect(JSON.stringify(web)).not.toContain('uid');
  });

  it('says of every other field that and why it does not count', () => {
    expect(reportOf(KUBECTL_LIST, 'Deployment/shop/web')).toEqual({
      '': 'honoured honoured',
      'metadata.creationTimestamp': 'ignored server',
      'metadata.generation': 'ignored server',
      'metadata.managedFields': 'ignored server',
      'metadata.resourceVersion': 'ignored server',
      'metadata.uid': 'ignored server',
      'spec.progressDeadlineSeconds': 'ignored rollout',
      'spec.revisionHistoryLimit': 'ignored rollout',
      'spec.strategy': 'ignored rollout',
      'spec.template.spec.affinity': 'unsupported scheduling',
      'spec.template.spec.containers[0].env': 'ignored inside',
      'spec.template.spec.containers[0].imagePullPolicy': 'ignored noEffect',
      'spec.template.spec.containers[0].readinessProbe': 'unsupported probes',
      'spec.template.spec.containers[0].resources': 'ignored resources',
      'spec.template.spec.containers[0].securityContext': 'ignored access',
      'spec.template.spec.containers[0].terminationMessagePath': 'ignored inside',
      'spec.template.spec.containers[0].terminationMessagePolicy': 'ignored inside',
      'spec.template.spec.containers[0].volumeMounts': 'ignored storage',
      'spec.template.spec.restartPolicy': 'ignored noEffect',
      'spec.template.spec.schedulerName': 'ignored scheduling',
      'spec.template.spec.terminationGracePeriodSeconds': 'ignored noEffect',
      'spec.template.spec.volumes': 'ignored storage',
      status: 'ignored server',
    });
  });

  it('tells defaults, honoured and unread annotations apart', () => {
    const report = reportOf(KUBECTL_LIST, 'Service/shop/web');
    expect(report).toMatchObject({
      'spec.ipFamilies': 'ignored default',
      'spec.ipFamilyPolicy': 'ignored default',
      'metadata.annotations[service.beta.kubernetes.io/azure-load-balancer-tcp-idle-timeout]': 'unsupported checked',
      'status.loadBalancer.ingress[0].ip': 'ignored server',
    });
    expect(report).not.toHaveProperty('metadata.annotations[service.beta.kubernetes.io/azure-load-balancer-internal]');
  });
});

describe('report', () => {
  it('stands at the line of the field', () => {
    const text = `${MANIFESTS['policy'] ?? ''}---\n${pod('containers:\n- name: a\n  image: a\n  livenessProbe: {}\n  startupProbe: { exec: {} }')}`;
    const line = text.split('\n').findIndex((item) => item.includes('startupProbe')) + 1;
    const { report } = parseManifests(text);
    expect(report.filter(({ treatment }) => treatment !== 'honoured')).toEqual([
      {
        object: 'Pod/default/a',
        field: 'spec.containers[0].startupProbe',
        treatment: 'unsupported',
        line,
        reason: 'report.probes',
      },
    ]);
  });

  it('dual stack is told, single stack is the default', () => {
    const dual = reportOf(
      service('ipFamilies: [IPv4, IPv6]\nipFamilyPolicy: RequireDualStack\nports: [{ port: 80 }]'),
      'Service/shop/web',
    );
    expect(dual).toMatchObject({ 'spec.ipFamilies': 'unsupported ipv6', 'spec.ipFamilyPolicy': 'unsupported ipv6' });
  });

  it('what says nothing is not listed: false, empty, null', () => {
    expect(
      Object.keys(
        reportOf(pod('containers: [{ name: a, image: a, env: [], tty: false }]\nnodeSelector: {}\naffinity:'), 'Pod/default/a'),
      ),
    ).toEqual(['']);
  });

  it('sections of the Network document are kept as they are', () => {
    const { network, report } = parseManifests(MANIFESTS['network'] ?? '');
    expect(network?.managedClusters[0]?.ingressProfile).toEqual({ webAppRouting: { enabled: true } });
    expect(network?.networkSecurityGroups).toEqual([
      {
        name: 'nsg-vms',
        securityRules: [
          {
            name: 'web',
            priority: 200,
            direction: 'Inbound',
            access: 'Allow',
            protocol: '*',
            // What a rule does not limit is said (F-6).
            sourceAddressPrefix: '*',
            sourcePortRange: '*',
            destinationAddressPrefix: '*',
            destinationPortRange: '*',
          },
        ],
      },
    ]);
    expect(report.filter(({ treatment }) => treatment === 'unsupported')).toEqual([]);
  });

  it('every reason has words', () => {
    expect(REPORT_REASONS.filter((reason) => !hasWords(reason))).toEqual([]);
  });

  it('is cut with a line that says so, never an object', () => {
    const fields = Array.from({ length: 6 }, (_, index) => `"x${index}.example/a": b`).join(', ');
    const text = Array.from(
      { length: 4000 },
      (_, index) => `apiVersion: v1\nkind: Namespace\nmetadata: { name: n${index}, annotations: { ${fields} } }\n`,
    ).join('---\n');
    const { report } = parseManifests(text);
    expect(report.filter(({ reason }) => reason === 'report.more')).toHaveLength(1);
    expect(report.filter(({ reason }) => reason === 'report.honoured')).toHaveLength(4000);
    expect(report.length).toBeLessThan(22_000);
  });
});
