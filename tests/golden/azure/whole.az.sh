RG=rg-orchard
LOC=northeurope
az group create --name "$RG" --location "$LOC"
az network public-ip create --resource-group "$RG" --name pip-nat --sku Standard --allocation-method Static
az network public-ip create --resource-group "$RG" --name pip-fw --sku Standard --allocation-method Static
az network public-ip create --resource-group "$RG" --name pip-agw --sku Standard --allocation-method Static
az network nsg create --resource-group "$RG" --name nsg-nodes
az network nsg rule create --resource-group "$RG" --nsg-name nsg-nodes --name web \
  --priority 200 \
  --direction Inbound \
  --access Allow \
  --protocol Tcp \
  --source-address-prefixes Internet \
  --destination-port-ranges 80 443
az network route-table create --resource-group "$RG" --name rt-nodes --disable-bgp-route-propagation true
az network route-table route create --resource-group "$RG" --route-table-name rt-nodes --name default --address-prefix 0.0.0.0/0 --next-hop-type VirtualAppliance --next-hop-ip-address 10.41.1.4
az network nat gateway create --resource-group "$RG" --name nat --public-ip-addresses pip-nat --idle-timeout 10
az network vnet create --resource-group "$RG" --name vnet-orchard --location "$LOC" --address-prefixes 10.40.0.0/16 --dns-servers 10.41.1.4
az network vnet subnet create --resource-group "$RG" --vnet-name vnet-orchard --name nodes \
  --address-prefixes 10.40.0.0/24 \
  --network-security-group nsg-nodes \
  --route-table rt-nodes \
  --nat-gateway nat \
  --service-endpoints Microsoft.Storage
az network vnet subnet create --resource-group "$RG" --vnet-name vnet-orchard --name pods --address-prefixes 10.40.8.0/21 --delegations Microsoft.ContainerService/managedClusters
az network vnet subnet create --resource-group "$RG" --vnet-name vnet-orchard --name doors --address-prefixes 10.40.3.0/24 --private-endpoint-network-policies Enabled
az network vnet subnet create --resource-group "$RG" --vnet-name vnet-orchard --name agw --address-prefixes 10.40.4.0/24
az network vnet create --resource-group "$RG" --name vnet-hub --location "$LOC" --address-prefixes 10.41.0.0/16
az network vnet subnet create --resource-group "$RG" --vnet-name vnet-hub --name GatewaySubnet --address-prefixes 10.41.255.0/27
az network vnet subnet create --resource-group "$RG" --vnet-name vnet-hub --name AzureFirewallSubnet --address-prefixes 10.41.1.0/26
az network public-ip create --resource-group "$RG" --name vpn-ip --sku Standard --allocation-method Static
az network vnet-gateway create --resource-group "$RG" --name vpn --vnet vnet-hub --public-ip-addresses vpn-ip --gateway-type Vpn --sku VpnGw2
az network local-gateway create --resource-group "$RG" --name barn --gateway-ip-address "$HQ_IP" --local-address-prefixes 172.20.0.0/16
az network vpn-connection create --resource-group "$RG" --name vpn-barn --vnet-gateway1 vpn --local-gateway2 barn --shared-key "$HQ_KEY"
az network vnet peering create --resource-group "$RG" --name to-orchard --vnet-name vnet-hub --remote-vnet vnet-orchard --allow-vnet-access --allow-gateway-transit
az network vnet peering create --resource-group "$RG" --name to-hub --vnet-name vnet-orchard --remote-vnet vnet-hub --allow-vnet-access --allow-forwarded-traffic --use-remote-gateways
az extension add --name azure-firewall
az network firewall create --resource-group "$RG" --name fw --location "$LOC" --enable-dns-proxy true --private-ranges IANAPrivateRanges
az network firewall ip-config create --resource-group "$RG" --firewall-name fw --name fw-1 --public-ip-address pip-fw --vnet-name vnet-hub
az network firewall nat-rule create --resource-group "$RG" --firewall-name fw --collection-name door --name web \
  --protocols TCP \
  --source-addresses '*' \
  --destination-addresses 20.50.0.1 \
  --destination-ports 80 \
  --translated-address 10.40.0.100 \
  --translated-port 80 \
  --action Dnat \
  --priority 100
az network firewall network-rule create --resource-group "$RG" --firewall-name fw --collection-name net --name time \
  --protocols UDP \
  --source-addresses '*' \
  --destination-fqdns ntp.ubuntu.com \
  --destination-ports 123 \
  --action Allow \
  --priority 100
az network firewall application-rule create --resource-group "$RG" --firewall-name fw --collection-name app --name aks \
  --source-addresses 10.40.0.0/24 \
  --protocols 'Https=443' \
  --fqdn-tags AzureKubernetesService \
  --action Allow \
  --priority 200
az network dns zone create --resource-group "$RG" --name orchard.example
az network dns record-set a add-record --resource-group "$RG" --zone-name orchard.example --record-set-name shop --ipv4-address 20.60.0.7
az network dns record-set cname set-record --resource-group "$RG" --zone-name orchard.example --record-set-name www --cname shop.orchard.example
az network private-dns zone create --resource-group "$RG" --name privatelink.database.windows.net
az network private-dns record-set a add-record --resource-group "$RG" --zone-name privatelink.database.windows.net --record-set-name orchard-books --ipv4-address 10.40.3.5
az network private-dns link vnet create --resource-group "$RG" --zone-name privatelink.database.windows.net --name link-vnet-orchard --virtual-network vnet-orchard --registration-enabled false
az storage account create --resource-group "$RG" --name orchardapples --location "$LOC" --sku Standard_LRS --public-network-access Enabled --default-action Deny
az storage account network-rule add --resource-group "$RG" --account-name orchardapples --ip-address 203.0.113.9
az storage account network-rule add --resource-group "$RG" --account-name orchardapples --vnet-name vnet-orchard --subnet nodes
az sql server create --resource-group "$RG" --name orchard-books --location "$LOC" --admin-user "$SQL_ADMIN" --admin-password "$SQL_PASSWORD" --enable-public-network false
RES_ORCHARD_BOOKS=$(az sql server show --resource-group "$RG" --name orchard-books --query id -o tsv)
az network private-endpoint create --resource-group "$RG" --name pe-books \
  --vnet-name vnet-orchard \
  --subnet doors \
  --private-connection-resource-id "$RES_ORCHARD_BOOKS" \
  --group-id sqlServer \
  --connection-name pe-books
az network nic create --resource-group "$RG" --name ladder-nic --vnet-name vnet-orchard --subnet doors --private-ip-address 10.40.3.10 --ip-forwarding true
az vm create --resource-group "$RG" --name ladder --nics ladder-nic --image Ubuntu2204 --generate-ssh-keys
az network application-gateway create --resource-group "$RG" --name agw \
  --sku Standard_v2 \
  --vnet-name vnet-orchard \
  --subnet agw \
  --public-ip-address pip-agw \
  --priority 100
SUBNET_NODES=$(az network vnet subnet show --resource-group "$RG" --vnet-name vnet-orchard --name nodes --query id -o tsv)
SUBNET_PODS=$(az network vnet subnet show --resource-group "$RG" --vnet-name vnet-orchard --name pods --query id -o tsv)
APPGW_AGW=$(az network application-gateway show --resource-group "$RG" --name agw --query id -o tsv)
az aks create --resource-group "$RG" --name aks --location "$LOC" \
  --kubernetes-version 1.34 \
  --network-plugin azure \
  --network-dataplane cilium \
  --network-policy cilium \
  --service-cidr 10.100.0.0/16 \
  --dns-service-ip 10.100.0.10 \
  --outbound-type userAssignedNATGateway \
  --nodepool-name system \
  --node-count 3 \
  --max-pods 30 \
  --vnet-subnet-id "$SUBNET_NODES" \
  --pod-subnet-id "$SUBNET_PODS" \
  --pod-ip-allocation-mode DynamicIndividual \
  --enable-acns \
  -a ingress-appgw \
  --appgw-id "$APPGW_AGW" \
  --api-server-authorized-ip-ranges '203.0.113.0/24,198.51.100.7/32' \
  --generate-ssh-keys
SUBNET_NODES=$(az network vnet subnet show --resource-group "$RG" --vnet-name vnet-orchard --name nodes --query id -o tsv)
SUBNET_PODS=$(az network vnet subnet show --resource-group "$RG" --vnet-name vnet-orchard --name pods --query id -o tsv)
az aks nodepool add --resource-group "$RG" --cluster-name aks --name more --node-count 2 --vnet-subnet-id "$SUBNET_NODES" --pod-subnet-id "$SUBNET_PODS"
az aks get-credentials --resource-group "$RG" --name aks
# barn: a network of your own; az does not make it
# buyer: a host of the street; az does not make it
