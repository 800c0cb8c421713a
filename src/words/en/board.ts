// English words of the board's own tools: overlays and their legends, what is written beside zones, pictures, sound, how it looks.
import type { Dictionary } from '../dictionary.ts';

export const BOARD_WORDS: Dictionary = {
  'ui.board.overlays': 'Laid over the building',
  'ui.board.overlay.addresses': {
    office: 'Desk numbers of every floor (1)',
    network: 'Address plan of every subnet (1)',
  },
  'ui.board.overlay.routes': { office: 'What the signposts say (2)', network: 'Routes of every subnet (2)' },
  'ui.board.overlay.reach': {
    office: 'Whom the chosen laptop can reach (3)',
    network: 'Blast radius of the chosen pod (3)',
  },
  'ui.board.more': '+{count} more',
  'ui.board.numbers': '{prefix} · {used} used, {free} free',
  'ui.board.numbers.missing': '{prefix} · {missing} missing',
  'ui.legend': 'What the overlay says',
  'ui.board.signs': {
    office:
      'On the signs: “+3 more” beside a room is three more laptops in it without a sign of their own; 3/251 beside a floor is three of its 251 numbers in use.',
    network:
      'On the signs: “+3 more” beside a node is three more pods on it without a sign of their own; 3/251 beside a subnet is three of its 251 addresses in use.',
  },
  'ui.legend.addresses': {
    office: 'Desk numbers along the south edge of each floor:',
    network: 'Addresses along the south edge of each subnet:',
  },
  'ui.legend.reserved': 'kept by Azure, five of each subnet',
  'ui.legend.used': 'in use',
  'ui.legend.surge': 'wanted by an upgrade’s surge nodes',
  'ui.legend.free': 'free',
  'ui.legend.missing': 'missing: it does not fit',
  'ui.legend.floor': '{subnet}: {used} used, {surge} for surge, {free} free of {usable}',
  'ui.legend.floor.missing': '{subnet}: {used} used, {missing} missing of {usable}',
  'ui.legend.routes': {
    office: 'Each signpost tells its routes; the broken line leads to the next stop. Longest prefix first.',
    network: 'Routes of each route table; the broken line leads to the next hop. The longest prefix wins.',
  },
  'ui.legend.routes.none': {
    office: 'No floor has a signpost: Azure’s own routes lead everywhere.',
    network: 'No subnet has a route table: system routes apply.',
  },
  'ui.legend.reach.choose': {
    office: 'Choose a laptop to see whom it reaches, step by step.',
    network: 'Choose a pod to see its blast radius, step by step.',
  },
  'ui.legend.reach.working': { office: 'The corridors are being walked…', network: 'Following every flow from here…' },
  'ui.legend.reach.refused': {
    office: 'This laptop has no desk yet, or there are too many ways from it to walk them all.',
    network: 'This pod has no node yet, or it has too many flows to follow them all.',
  },
  'ui.legend.reach': {
    office: '{pod} reaches {reached} of {count|# other laptop|# other laptops}.',
    network: '{pod} reaches {reached} of {count|# other pod|# other pods}.',
  },
  'ui.legend.step': '{count|# more|# more} in {distance|# step|# steps}',
  'ui.legend.marked.service': {
    office: '{object} picks {count|# laptop|# laptops}: {pods}.',
    network: '{object} selects {count|# pod|# pods}: {pods}.',
  },
  'ui.legend.typed.service': {
    office: 'As written now, {object} picks {count|# laptop|# laptops}: {pods}.',
    network: 'As written now, {object} selects {count|# pod|# pods}: {pods}.',
  },
  'ui.legend.rings': {
    office: 'It rings {count}: {pods} {idle|is|are} not ready.',
    network: '{count|# is an endpoint|# are endpoints}: {pods} {idle|is|are} not ready.',
  },
  'ui.legend.marked.policy': {
    office: '{object} stands at {count|# door|# doors}: {pods}.',
    network: '{object} selects {count|# pod|# pods}: {pods}.',
  },
  'ui.legend.typed.policy': {
    office: 'As written now, {object} stands at {count|# door|# doors}: {pods}.',
    network: 'As written now, {object} selects {count|# pod|# pods}: {pods}.',
  },
  'ui.legend.nobody': { office: '{object} picks no laptop at all.', network: '{object} selects no pod at all.' },
  'ui.legend.more': 'and {count|# more|# more}',
  'ui.legend.draft': 'the new object',
  'ui.look': 'Look, sound and pictures',
  'ui.look.colours': 'Department colours',
  'ui.look.colours.house': 'House colours',
  'ui.look.colours.blueOrange': 'Blue and orange (red and green look alike)',
  'ui.look.colours.redTeal': 'Red and teal (blue and yellow look alike)',
  'ui.look.contrast': 'High contrast',
  'ui.look.sound': 'Sound',
  'ui.look.sound.help': 'Short tones for steps, stamps, refusals and arrivals. Everything is also said and shown.',
  'ui.look.hidden': 'Put the drawn board away: the lists beside it say and do the same',
  'ui.look.departments': { office: 'Departments on the board', network: 'Namespaces on the board' },
  'ui.look.pattern.solid': 'plain',
  'ui.look.pattern.stripes': 'stripes',
  'ui.look.pattern.dots': 'dots',
  'ui.look.pattern.checks': 'checks',
  'ui.look.pattern.bars': 'bars',
  'ui.look.pattern.cross': 'crosses',
  'ui.look.pattern.rings': 'rings',
  'ui.look.pattern.slashes': 'slashes',
  'ui.look.pictures': 'Pictures to share',
  'ui.look.png': 'Save this view (PNG)',
  'ui.look.svg': 'Save the plan (SVG)',
};
