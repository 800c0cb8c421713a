// Nodes as AKS shows them: the labels that AKS writes, addresses, version and image of the machine.
import type { Plain, TerminalEnv } from '../types.ts';

/** What a node of this release runs; nothing depends on it. */
const KERNEL = '5.15.0-1102-azure';
const IMAGE = 'Ubuntu 22.04.5 LTS';
const RUNTIME = 'containerd://1.7.30-1';

export function versionOf({ spec }: TerminalEnv): string {
  const version = spec.network.managedClusters[0]?.kubernetesVersion ?? '1.34';
  return `v${/^\d+\.\d+$/.test(version) ? `${version}.0` : version}`;
}

export function nodeItems(env: TerminalEnv): readonly Plain[] {
  const cluster = env.spec.network.managedClusters[0];
  const location = env.spec.network.location ?? 'westeurope';
  return env.plan.nodes.map(({ name, pool, ip, ready, reason, podCidr, maxPods }, index) => {
    const profile = cluster?.agentPoolProfiles.find((item) => item.name === pool);
    const first = env.plan.nodes.findIndex((node) => node.pool === pool);
    const zones = profile?.availabilityZones ?? [];
    const zone = cluster?.nodes?.find((node) => node.name === name)?.zone ?? zones[(index - first) % Math.max(1, zones.length)];
    return {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: {
        name,
        labels: {
          agentpool: pool,
          'kubernetes.azure.com/agentpool': pool,
          'kubernetes.azure.com/cluster': `MC_rg_${cluster?.name ?? 'aks'}_${location}`,
          'kubernetes.azure.com/mode': first === 0 ? 'system' : 'user',
          'kubernetes.io/hostname': name,
          'kubernetes.io/os': profile?.osType === 'Windows' ? 'windows' : 'linux',
          'topology.kubernetes.io/region': location,
          'topology.kubernetes.io/zone': zone === undefined ? '0' : zone.includes('-') ? zone : `${location}-${zone}`,
          ...profile?.nodeLabels,
        },
      },
      spec: podCidr === undefined ? {} : { podCIDR: podCidr, podCIDRs: [podCidr] },
      status: {
        addresses: [...(ip === '' ? [] : [{ address: ip, type: 'InternalIP' }]), { address: name, type: 'Hostname' }],
        capacity: { pods: String(maxPods) },
        conditions: [
          ready
            ? { type: 'Ready', status: 'True', reason: 'KubeletReady', message: 'kubelet is posting ready status' }
            : { type: 'Ready', status: 'False', reason: reason ?? 'KubeletNotReady' },
        ],
        nodeInfo: {
          architecture: 'amd64',
          containerRuntimeVersion: RUNTIME,
          kernelVersion: KERNEL,
          kubeletVersion: versionOf(env),
          operatingSystem: profile?.osType === 'Windows' ? 'windows' : 'linux',
          osImage: IMAGE,
        },
      },
    };
  });
}
