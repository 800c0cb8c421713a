// Preset dictionary 1 of codec 2: phrases of canonical manifests, the likeliest last (near matches are cheaper).
// Frozen: one changed byte closes every link made with it. tests/golden/links.json and a checksum test hold it. New phrases make dictionary 2.
import { strToU8 } from 'fflate';

export const DICTIONARY_1: Uint8Array = strToU8(
  [
    '"privateEndpointNetworkPolicies":"Disabled","networkSecurityGroup":"nsg-aks","routeTable":"rt-aks","natGateway":"natgw-',
    '{"apiVersion":"discovery.k8s.io/v1","addressType":"IPv4","endpoints":[{"addresses":["10.244.0.',
    '"],"conditions":{"ready":true}}],"kind":"EndpointSlice","kubernetes.io/service-name":"',
    '{"apiVersion":"cidr.house/v1","internetHosts":[{"ipAddress":"203.0.113.9","name":"customer"},{"ipAddress":"34.200.1.1","name":"api.',
    '.com","ports":[{"port":443,"protocol":"TCP","tls":true}]}],"kind":"Network","location":"westeurope","managedClusters":[{"agentPoolProfiles":[{"count":3,"maxPods":30,"name":"system","vnetSubnet":"snet-aks"},{"count":2,"maxPods":110,"name":"nodepool1",',
    '"upgradeSettings":{"maxSurge":"1"},"vnetSubnet":"aks-subnet"}],"kubernetesVersion":"1.34","name":"aks","networkProfile":{"dnsServiceIP":"10.100.0.10","dnsServiceIP":"10.0.0.10","networkDataplane":"cilium","networkPlugin":"kubenet",',
    '"networkPlugin":"azure","networkPluginMode":"overlay","networkPolicy":"none","networkPolicy":"calico","networkPolicy":"azure","outboundType":"loadBalancer","podCidr":"10.244.0.0/16","serviceCidr":"10.100.0.0/16","serviceCidr":"10.0.0.0/16"}}],"metadata":{"name":"',
    '"onPremises":[{"addressSpace":["172.20.0.0/16"],"advertisedRoutes":["172.20.0.0/16"],"hosts":[{"ipAddress":"172.20.1.10","name":"monitor","ports":[{"port":9090,"protocol":"TCP"}]}],"internetEgress":true,"name":"hq"}],"publicIPAddresses":[{"ipAddress":"20.51.8.',
    '"virtualNetworkGateways":[{"connections":["hq"],"gatewayType":"Vpn","name":"vpngw","virtualNetwork":"vnet-',
    '"virtualMachines":[{"ipAddress":"10.0.9.4","name":"jump","virtualNetworks":[{"addressSpace":["10.224.0.0/12"],"addressSpace":["10.0.0.0/16"],"name":"aks-vnet","name":"vnet-","subnets":[{"addressPrefix":"10.224.0.0/16","addressPrefix":"10.0.0.0/24","name":"snet-aks"},{"addressPrefix":"10.0.',
    '{"apiVersion":"v1","kind":"Namespace","metadata":{"labels":{"kubernetes.io/metadata.name":"',
    '{"apiVersion":"apps/v1","kind":"StatefulSet","metadata":{"serviceName":"',
    '{"apiVersion":"apps/v1","kind":"DaemonSet","metadata":{"',
    '{"apiVersion":"v1","kind":"Pod","metadata":{"labels":{"app":"',
    '"initContainers":[{"restartPolicy":"Always"',
    '"hostNetwork":true,"nodeName":"system-0","status":{"conditions":[{"status":"True","type":"Ready"}],"phase":"Running","podIP":"10.244.0.',
    '{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"labels":{"app":"web"},"name":"web","namespace":"shop"},"spec":{"replicas":2,"selector":{"matchLabels":{"app":"web"}},"template":{"metadata":{"labels":{"app":"web","tier":"',
    '"}},"spec":{"containers":[{"image":"nginx","name":"web","ports":[{"containerPort":5432,"containerPort":80,"name":"http","protocol":"TCP"},{"containerPort":8080,"protocol":"TCP"}]}]}}}},',
    '{"apiVersion":"v1","kind":"Service","metadata":{"annotations":{"service.beta.kubernetes.io/azure-load-balancer-internal":"true"},"name":"',
    '"spec":{"clusterIP":"None","externalTrafficPolicy":"Local","internalTrafficPolicy":"Cluster","publishNotReadyAddresses":true,"sessionAffinity":"ClientIP","loadBalancerSourceRanges":["203.0.113.0/24"],',
    '"ports":[{"name":"https","nodePort":30080,"port":443,"protocol":"TCP","targetPort":"http"},{"port":80,"protocol":"TCP","targetPort":8080}],"selector":{"app":"web"},"type":"LoadBalancer"}},',
    '"type":"NodePort"}},',
    '"type":"ClusterIP"}},',
    '"ipBlock":{"cidr":"0.0.0.0/0","except":["169.254.169.254/32","10.0.0.0/8"]}',
    '{"matchExpressions":[{"key":"app","operator":"NotIn","operator":"DoesNotExist","operator":"Exists","operator":"In","values":["',
    '{"endPort":32768,"port":443,"protocol":"TCP"}',
    '"podSelector":{"matchLabels":{"k8s-app":"kube-dns"}}',
    '{"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"default-deny-all","namespace":"data"},"spec":{"podSelector":{},"policyTypes":["Ingress","Egress"]}},',
    '{"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"allow-dns","namespace":"shop"},"spec":{"egress":[{"ports":[{"port":53,"protocol":"UDP"},{"port":53,"protocol":"TCP"}],"to":[{"namespaceSelector":{"matchLabels":{"kubernetes.io/metadata.name":"kube-system"}}}]}],"podSelector":{},"policyTypes":["Egress"]}},',
    '{"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"allow-from-web","namespace":"data"},"spec":{"ingress":[{"from":[{"namespaceSelector":{"matchLabels":{"kubernetes.io/metadata.name":"shop"}},"podSelector":{"matchLabels":{"app":"web"}}}],"ports":[{"port":5432,"protocol":"TCP"},{"port":8080,"protocol":"TCP"}]}],"podSelector":{"matchLabels":{"app":"db"}},"policyTypes":["Ingress"]}}]',
  ].join(''),
);
