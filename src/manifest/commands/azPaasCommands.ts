// Typed az commands of PaaS services: the service, whom its public endpoint lets in. Section I-8, E-30, E-35.
import type { PaasService } from '../../engine/model/azure.ts';
import type { AzCall, AzCommand, AzCommands } from './az.ts';
import { type Draft, filled, list, notThere, upsert, without } from './azDraft.ts';
import { type CommandRefusal, refuse } from './commandTypes.ts';

interface Type {
  readonly type: PaasService['type'];
  readonly command: string;
  readonly domain: string;
  /** The flag that opens or shuts the public endpoint. */
  readonly access: string;
}

const TYPES: readonly Type[] = [
  { type: 'sqlServer', command: 'sql server', domain: 'database.windows.net', access: 'enable-public-network' },
  { type: 'keyVault', command: 'keyvault', domain: 'vault.azure.net', access: 'public-network-access' },
  { type: 'storageAccount', command: 'storage account', domain: 'blob.core.windows.net', access: 'public-network-access' },
  { type: 'containerRegistry', command: 'acr', domain: 'azurecr.io', access: 'public-network-enabled' },
];

type Service = NonNullable<Draft['paasServices']>[number];

function writeService(
  { draft, given, name }: AzCall,
  { type, domain, access }: Type,
  isNew: boolean,
): CommandRefusal | undefined {
  const held = draft.paasServices?.find((item) => item.name === name);
  if (!held && !isNew) return notThere(type, name);
  const service =
    held ??
    upsert((draft.paasServices ??= []), {
      name,
      type,
      fqdn: `${name.toLowerCase()}.${domain}`,
      publicNetworkAccess: 'Enabled',
      ports: [],
    } as Service);
  const word = filled(given, access)?.toLowerCase();
  if (word !== undefined) service.publicNetworkAccess = word === 'true' || word === 'enabled' ? 'Enabled' : 'Disabled';
  if (filled(given, 'default-action')?.toLowerCase() === 'deny') {
    service.ipRules ??= [];
    service.virtualNetworkRules ??= [];
  } else if (filled(given, 'default-action')?.toLowerCase() === 'allow' || given.values.has('default-action')) {
    delete service.ipRules;
    delete service.virtualNetworkRules;
  }
  return undefined;
}

function serviceOf({ draft, given, name }: AzCall, type: Type['type']): Service | CommandRefusal {
  const called = filled(given, 'server') ?? filled(given, 'account-name') ?? name;
  return draft.paasServices?.find((item) => item.name === called && item.type === type) ?? notThere(type, called);
}

/** A guest of the list, or no longer one. */
function changeGuest(call: AzCall, type: Type['type'], isGuest: boolean): CommandRefusal | undefined {
  const service = serviceOf(call, type);
  if ('ok' in service) return isGuest ? service : undefined;
  const subnet = filled(call.given, 'subnet');
  const addresses = list(call.given, 'ip-address') ?? (subnet === undefined ? [] : undefined);
  if (addresses?.length === 0) return refuse('needsFlag', { command: 'az … network-rule', flag: '--ip-address' });
  for (const guest of addresses ?? []) service.ipRules = changed(service.ipRules, guest, isGuest);
  if (subnet !== undefined) service.virtualNetworkRules = changed(service.virtualNetworkRules, subnet, isGuest);
  return undefined;
}

function changed(items: readonly string[] | undefined, item: string, isThere: boolean): string[] {
  const others = (items ?? []).filter((other) => other !== item);
  return isThere ? (items?.includes(item) === true ? [...items] : [...others, item]) : others;
}

/** A range is told by its ends; its name holds it as it was written. */
function rangeOf({ given, name }: AzCall): string {
  const written = /^allow-(\d+\.\d+\.\d+\.\d+)(?:-(\d{1,2}))?$/.exec(name);
  if (written) return written[2] === undefined ? (written[1] ?? '') : `${written[1]}/${written[2]}`;
  const [first = '', last = ''] = [filled(given, 'start-ip-address'), filled(given, 'end-ip-address')];
  return first === last ? first : `${first}/24`;
}

function serverCommands(): [string, AzCommand][] {
  const guest = (call: AzCall, isGuest: boolean): CommandRefusal | undefined => {
    const service = serviceOf(call, 'sqlServer');
    if ('ok' in service) return isGuest ? service : undefined;
    service.ipRules = changed(service.ipRules, rangeOf(call), isGuest);
    return undefined;
  };
  const subnet = (call: AzCall, isGuest: boolean): CommandRefusal | undefined => {
    const service = serviceOf(call, 'sqlServer');
    if ('ok' in service) return isGuest ? service : undefined;
    const named = filled(call.given, 'subnet') ?? call.name.replace(/^allow-/, '');
    service.virtualNetworkRules = changed(service.virtualNetworkRules, named, isGuest);
    return undefined;
  };
  const flags = 'server,s= start-ip-address= end-ip-address=';
  const subnetFlags = 'server,s= vnet-name= subnet= ignore-missing-endpoint,i=';
  return [
    ['sql server firewall-rule create', { flags, run: (call) => guest(call, true) }],
    ['sql server firewall-rule delete', { flags, run: (call) => guest(call, false) }],
    ['sql server vnet-rule create', { flags: subnetFlags, run: (call) => subnet(call, true) }],
    ['sql server vnet-rule delete', { flags: subnetFlags, run: (call) => subnet(call, false) }],
  ];
}

export const PAAS_COMMANDS: AzCommands = {
  ...Object.fromEntries(
    TYPES.flatMap((type): [string, AzCommand][] => {
      const flags = `sku= ${type.access}= default-action= admin-user,u= admin-password,p= kind= enable-rbac-authorization= bypass= retention-days=`;
      const guests = 'account-name= ip-address* vnet-name= subnet=';
      return [
        [`${type.command} create`, { flags, run: (call) => writeService(call, type, true) }],
        [`${type.command} update`, { flags, run: (call) => writeService(call, type, false) }],
        [
          `${type.command} delete`,
          { flags: '', run: ({ draft, name }) => void (draft.paasServices = without(draft.paasServices, name)) },
        ],
        ...(type.type === 'sqlServer'
          ? []
          : ([
              [
                `${type.command} network-rule add`,
                { flags: guests, nameless: true, run: (call) => changeGuest(call, type.type, true) },
              ],
              [
                `${type.command} network-rule remove`,
                { flags: guests, nameless: true, run: (call) => changeGuest(call, type.type, false) },
              ],
            ] satisfies [string, AzCommand][])),
      ];
    }),
  ),
  ...Object.fromEntries(serverCommands()),
};
