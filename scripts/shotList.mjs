// What the gallery shows: pictures of the board by itself (made-up houses, every piece in every state) and of whole screens, at three sizes.
const WIDE = [1366, 768];
const FULL = [1920, 1080];
const PHONE = [390, 844];
const PIECE = [300, 240];

/** Every piece of the metaphor by a selection that stands for it in the made-up house. */
export const PIECES = [
  ['room', 'node:node-0'],
  ['desk', 'pod:shop/web-0'],
  ['reception', 'service:shop/shop'],
  ['helpDesk', 'service:data/db'],
  ['mailroom', 'device:lb:kubernetes'],
  ['natGateway', 'device:natgw-shop'],
  ['waiting', 'pod:shop/late'],
  ['firewall', 'device:fw'],
  ['gateway', 'device:vpngw'],
  ['privateDoor', 'device:pe-labels'],
  ['appGateway', 'device:agw'],
  ['directory', 'device:dns'],
  ['machine', 'host:jump'],
  ['supplier', 'paas:labels'],
  ['house', 'host:customer'],
  ['tower', 'site:hq'],
  ['annex', 'site:vnet-hub'],
  ['postbox', 'site:internet'],
  ['zone', 'subnet:snet-aks'],
  ['guard', 'guard:snet-aks'],
  ['signpost', 'signpost:snet-aks'],
];
/** What is missing in a house with `?absent`. */
export const ABSENT = [
  ['helpDesk', 'service:shop/basket'],
  ['policyEngine', 'absent:policyEngine/networkPolicy'],
  ['controller', 'absent:controller/nginx'],
  ['secret', 'absent:secret/shop/shop-tls'],
  ['natGateway', 'absent:natGateway/natgw-new'],
  ['firewall', 'absent:firewall/fw-house'],
  ['zoneLink', 'absent:zoneLink/privatelink.blob.core.windows.net'],
  ['signpost', 'absent:routeTable/snet-aks/rt-house'],
  ['guard', 'absent:networkSecurityGroup/snet-aks/nsg-house'],
];
export const STATES = ['idle', 'selected', 'target', 'refusing', 'failing'];

const board = (query) => `dev/board.html?${query}`;
const shots = [];
const add = (group, name, path, [width, height], more = {}) => shots.push({ group, name, path, width, height, ...more });

for (const theme of ['day', 'night'])
  for (const projection of ['iso', 'plan']) {
    const look = `theme=${theme}&projection=${projection}`;
    add('house', `house-${projection}-${theme}`, board(`azure&${look}&goals&select=pod:shop/web-0`), WIDE);
    for (const [pods, nodes] of [
      [10, 2],
      [300, 6],
      [3000, 30],
      [10_000, 60],
    ])
      add('scale', `pods-${pods}-${projection}-${theme}`, board(`pods=${pods}&nodes=${nodes}&goals&${look}`), WIDE);
  }
for (const turn of [1, 2, 3]) add('house', `house-turn-${turn}`, board(`azure&turn=${turn}`), WIDE);
add('house', 'house-full', board('azure&goals'), FULL);
add('house', 'house-full-night', board('azure&goals&theme=night'), FULL);
add('house', 'house-phone', board('azure&goals&insets=52,0,430,0'), PHONE);
for (const [flow, position, name] of [
  [0, 6, 'customer'],
  [1, 3, 'refused'],
  [2, 5, 'leaving'],
])
  add('envelope', `envelope-${name}`, board(`azure&flow=${flow}&position=${position}`), WIDE);
add('envelope', 'traffic', board('pods=60&nodes=4&traffic&crowd=120'), WIDE);
for (const projection of ['iso', 'plan'])
  for (const [name, query] of [
    ['addresses', 'overlay=addresses'],
    ['routes', 'overlay=routes'],
    ['reach', 'overlay=reach&select=pod:shop/web-0'],
    ['marked', 'marks=web'],
    ['connecting', 'connect=service:data/db&over=pod:shop/web-0&select=service:data/db'],
    ['connecting-night', 'theme=night&connect=service:data/db&over=node:none&select=service:data/db'],
    ['reach-many', 'pods=300&nodes=6&overlay=reach&select=pod:shop/web-0'],
  ])
    add('overlays', `overlay-${name}-${projection}`, board(`azure&${query}&projection=${projection}`), WIDE);
for (const [kind, selection] of PIECES)
  for (const state of STATES)
    add('pieces', `piece-${kind}-${state}`, board(`azure&labels=0&pose=${state}&piece=${selection}`), PIECE);
for (const [kind, selection] of ABSENT)
  add('pieces', `piece-${kind}-absent`, board(`azure&absent&labels=0&piece=${selection}`), PIECE);
for (const projection of ['iso', 'plan'])
  add('house', `house-absent-${projection}`, board(`azure&absent&projection=${projection}`), WIDE);
for (const theme of ['day', 'night'])
  for (const colours of ['house', 'blueOrange', 'redTeal'])
    add('looks', `look-${colours}-${theme}`, board(`azure&contrast&goals&theme=${theme}&colours=${colours}`), WIDE);

/** Whole screens: every level in `levels`, and what surrounds it. */
export function shotList(levels) {
  const screens = [];
  const screen = (name, path, [width, height], more = {}) =>
    screens.push({ group: 'screens', name, path, width, height, app: true, ...more });
  for (const level of levels) screen(`level-${level.slice(0, 3)}`, `level/${level}/`, WIDE);
  const first = levels[0];
  const last = levels.at(-1);
  screen('start', '', WIDE);
  screen('start-phone', '', PHONE);
  screen('start-night', '', WIDE, { theme: 'night' });
  screen('level-full', `level/${last}/`, FULL);
  screen('level-phone', `level/${last}/`, PHONE);
  screen('level-plan', `level/${last}/`, WIDE, { plan: true });
  screen('level-plan-phone', `level/${last}/`, PHONE, { plan: true });
  screen('level-night', `level/${last}/`, WIDE, { theme: 'night' });
  screen('level-briefing', `level/${first}/`, WIDE, { briefing: true });
  screen('sandbox', 'sandbox/', WIDE);
  screen('compare', `level/${levels[1]}/`, WIDE, { compare: true });
  screen('compare-night', `level/${levels[1]}/`, WIDE, { compare: true, theme: 'night' });
  screen('compare-phone', `level/${levels[1]}/`, PHONE, { compare: true });
  return [...shots, ...screens];
}
