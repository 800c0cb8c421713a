// kubectl describe of what runs: pods, workloads, nodes.
import { at, labelText, listAt, pairsAt, textAt } from '../plainRead.ts';
import type { Plain, TerminalEnv } from '../types.ts';
import { conditionRows, containerRows, mapRows, type Row } from './describeRows.ts';
import { listItems, nameOf, namespaceOf } from './items.ts';
import { selectorText } from './selectorText.ts';

export function describePod(item: Plain): readonly Row[] {
  const node = textAt(item, 'spec', 'nodeName');
  const ip = textAt(item, 'status', 'podIP');
  const owner = listAt(item, 'metadata', 'ownerReferences')[0];
  const pending = listAt(item, 'status', 'conditions').find((one) => textAt(one, 'message') !== '');
  return [
    ['Name:', nameOf(item)],
    ['Namespace:', namespaceOf(item)],
    ['Priority:', '0'],
    ['Service Account:', textAt(item, 'spec', 'serviceAccountName') || 'default'],
    ['Node:', node === '' ? '<none>' : `${node}/${textAt(item, 'status', 'hostIP')}`],
    ...mapRows('Labels:', item, 'labels'),
    ...mapRows('Annotations:', item, 'annotations'),
    ['Status:', textAt(item, 'status', 'phase')],
    ['IP:', ip],
    ...(ip === '' ? [['IPs:', '<none>']] : [['IPs:'], ['  IP:', ip]]),
    ...(owner === undefined ? [] : [['Controlled By:', `${textAt(owner, 'kind')}/${textAt(owner, 'name')}`]]),
    ['Containers:'],
    ...listAt(item, 'spec', 'containers').flatMap((container): readonly Row[] => {
      const status = listAt(item, 'status', 'containerStatuses').find((one) => textAt(one, 'name') === textAt(container, 'name'));
      return [
        [`  ${textAt(container, 'name')}:`],
        ...containerRows(container, '    '),
        ['    State:', status === undefined ? 'Waiting' : 'Running'],
        ['    Ready:', at(status, 'ready') === true ? 'True' : 'False'],
        ['    Restart Count:', '0'],
        ['    Environment:', '<none>'],
        ['    Mounts:', '<none>'],
      ];
    }),
    ...conditionRows(item),
    ['Volumes:', '<none>'],
    ['Node-Selectors:', labelText(pairsAt(item, 'spec', 'nodeSelector')) || '<none>'],
    ...(pending === undefined
      ? [['Events:', '<none>']]
      : [
          ['Events:'],
          ['  Type', 'Reason', 'From', 'Message'],
          ['  ----', '------', '----', '-------'],
          ['  Warning', 'FailedScheduling', 'default-scheduler', textAt(pending, 'message')],
        ]),
  ];
}

export function describeWorkload(kind: 'Deployment' | 'StatefulSet' | 'DaemonSet', item: Plain): readonly Row[] {
  const status = (key: string): string => textAt(item, 'status', key) || '0';
  const replicas = textAt(item, 'spec', 'replicas');
  const counts: Readonly<Record<typeof kind, readonly Row[]>> = {
    Deployment: [
      [
        'Replicas:',
        `${replicas} desired | ${status('updatedReplicas')} updated | ${status('replicas')} total | ${status('availableReplicas')} available | ${Math.max(0, Number(status('replicas')) - Number(status('availableReplicas')))} unavailable`,
      ],
      ['StrategyType:', 'RollingUpdate'],
      ['MinReadySeconds:', '0'],
      ['RollingUpdateStrategy:', '25% max unavailable, 25% max surge'],
    ],
    StatefulSet: [
      ['Replicas:', `${replicas} desired | ${status('replicas')} total`],
      ['Update Strategy:', 'RollingUpdate'],
    ],
    DaemonSet: [
      ['Desired Number of Nodes Scheduled:', status('desiredNumberScheduled')],
      ['Current Number of Nodes Scheduled:', status('currentNumberScheduled')],
      ['Number of Nodes Scheduled with Up-to-date Pods:', status('updatedNumberScheduled')],
      ['Number of Nodes Scheduled with Available Pods:', status('numberAvailable')],
    ],
  };
  const template = at(item, 'spec', 'template');
  return [
    ['Name:', nameOf(item)],
    ['Namespace:', namespaceOf(item)],
    ...mapRows('Labels:', item, 'labels'),
    ...mapRows('Annotations:', item, 'annotations'),
    ['Selector:', selectorText(at(item, 'spec', 'selector'))],
    ...counts[kind],
    ['Pod Template:'],
    ['  Labels:', labelText(pairsAt(template, 'metadata', 'labels')) || '<none>'],
    ['  Containers:'],
    ...listAt(template, 'spec', 'containers').flatMap((container): readonly Row[] => [
      [`   ${textAt(container, 'name')}:`],
      ...containerRows(container, '    '),
      ['    Environment:', '<none>'],
      ['    Mounts:', '<none>'],
    ]),
    ['  Volumes:', '<none>'],
    ['Events:', '<none>'],
  ];
}

export async function describeNode(item: Plain, env: TerminalEnv): Promise<readonly Row[]> {
  const pods = (await listItems('Pod', env)).filter((pod) => textAt(pod, 'spec', 'nodeName') === nameOf(item));
  const info = (key: string): string => textAt(item, 'status', 'nodeInfo', key);
  const cidr = textAt(item, 'spec', 'podCIDR');
  return [
    ['Name:', nameOf(item)],
    ['Roles:', '<none>'],
    ...mapRows('Labels:', item, 'labels'),
    ...mapRows('Annotations:', item, 'annotations'),
    ['Taints:', '<none>'],
    ['Unschedulable:', 'false'],
    ['Conditions:'],
    ['  Type', 'Status', 'Reason', 'Message'],
    ['  ----', '------', '------', '-------'],
    ...listAt(item, 'status', 'conditions').map((one) => [
      `  ${textAt(one, 'type')}`,
      textAt(one, 'status'),
      textAt(one, 'reason'),
      textAt(one, 'message'),
    ]),
    ['Addresses:'],
    ...listAt(item, 'status', 'addresses').map((one) => [`  ${textAt(one, 'type')}:`, textAt(one, 'address')]),
    ['Capacity:'],
    ['  pods:', textAt(item, 'status', 'capacity', 'pods')],
    ['System Info:'],
    ['  Kernel Version:', info('kernelVersion')],
    ['  OS Image:', info('osImage')],
    ['  Operating System:', info('operatingSystem')],
    ['  Architecture:', info('architecture')],
    ['  Container Runtime Version:', info('containerRuntimeVersion')],
    ['  Kubelet Version:', info('kubeletVersion')],
    ...(cidr === ''
      ? []
      : [
          ['PodCIDR:', cidr],
          ['PodCIDRs:', cidr],
        ]),
    ['Non-terminated Pods:', `(${pods.length} in total)`],
    ['  Namespace', 'Name'],
    ['  ---------', '----'],
    ...pods.map((pod) => [`  ${namespaceOf(pod)}`, nameOf(pod)]),
    ['Events:', '<none>'],
  ];
}
