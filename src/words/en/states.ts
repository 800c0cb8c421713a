// English words of states of pieces (`state.*`), of what is absent, and of the list that says them (`ui.states.*`, `ui.board.absent.*`).
import type { Dictionary } from '../dictionary.ts';

export const STATE_WORDS: Dictionary = {
  'ui.states': 'What stands out',
  'ui.states.more': 'and {count|# more|# more}',
  'state.word.refusing': 'refuses',
  'state.word.failing': 'fails',
  'state.word.absent': 'missing',
  'state.word.target': 'goal',
  'state.node': { office: 'The room is not open.', network: 'The node is NotReady.' },
  'state.pod': { office: 'Nobody works at this laptop yet.', network: 'The pod is not ready.' },
  'state.endpoints': { office: 'Nobody at this help desk is ready to pick up.', network: 'The Service has no ready endpoint.' },
  'state.addresses': {
    office: '{missing|One desk number is|# desk numbers are} missing on this floor.',
    network: '{missing|One address is|# addresses are} missing in this subnet, surge included.',
  },
  'state.idle': { office: 'No floor sends its mail here.', network: 'No subnet names this NAT gateway.' },
  'state.endpoint': {
    office: 'The supplier has not opened this door: {status}.',
    network: 'The private endpoint connection is {status}.',
  },
  'state.stopped': { office: 'The receptionist has gone home.', network: 'The Application Gateway is stopped.' },
  'state.stamps': {
    office: 'There are stamp numbers for {most|# room|# rooms}, and {nodes} use them.',
    network: 'SNAT ports are enough for {most|# node|# nodes}, and there are {nodes}.',
  },
  'state.target.pass.arrived': {
    office: 'A letter arrives here, as a goal wants: {goal}',
    network: 'Traffic arrives here, as a goal wants: {goal}',
  },
  'state.target.pass.stopped': {
    office: 'A letter is stopped here, as a goal wants: {goal}',
    network: 'Traffic is stopped here, as a goal wants: {goal}',
  },
  'state.target.asked': {
    office: 'A question is about the letter that ends here: {goal}',
    network: 'A question is about the traffic that ends here: {goal}',
  },
  'state.target.fail.arrived': {
    office: 'A letter arrives here, and the goal fails: {goal}',
    network: 'Traffic arrives here, and the goal fails: {goal}',
  },
  'state.target.fail.stopped': {
    office: 'A letter is stopped here, and the goal fails: {goal}',
    network: 'Traffic is stopped here, and the goal fails: {goal}',
  },
  'state.target.fail.stamped': {
    office: 'A letter arrives here with another sender than it should carry: {goal}',
    network: 'Traffic arrives here with another source than it should have: {goal}',
  },
  'state.absent.service': {
    office: 'A goal asks for the help desk {name}, and nobody has set it up.',
    network: 'A goal asks for the Service {name}, which does not exist.',
  },
  'state.absent.policyEngine': { office: 'The badge readers have no power.', network: 'There is no policy engine.' },
  'state.absent.controller': { office: 'Nobody receives for {name}.', network: 'No controller serves {name}.' },
  'state.absent.secret': { office: 'The seal {name} is missing.', network: 'There is no TLS Secret {name}.' },
  'state.absent.natGateway': {
    office: 'Mail should leave by the mail room {name}, which is not there.',
    network: 'A goal wants traffic through {name}, and there is no such NAT gateway.',
  },
  'state.absent.firewall': {
    office: 'Letters should pass the gate {name}, which is not there.',
    network: 'A goal wants traffic through {name}, and there is no such firewall.',
  },
  'state.absent.device': {
    office: 'Letters should pass {name}, which is not there.',
    network: 'A goal wants traffic through {name}, which does not exist.',
  },
  'state.absent.zoneLink': {
    office: 'The directory {name} is not laid out in {vnet}: nobody there can look into it.',
    network: 'The private DNS zone {name} has no link to {vnet}: names in it resolve to public addresses there.',
  },
  'state.absent.routeTable': {
    office: 'The signpost {name} is written and stands on no floor.',
    network: 'Route table {name} is associated with no subnet: it decides nothing.',
  },
  'state.absent.networkSecurityGroup': {
    office: 'The guard {name} is hired and stands on no floor.',
    network: 'Network security group {name} is associated with no subnet: it decides nothing.',
  },
  'ui.board.absent.policyEngine': { office: 'badge readers’ power', network: 'policy engine' },
  'ui.board.absent.controller': { office: 'receptionist', network: 'controller' },
  'ui.board.absent.secret': { office: 'seal', network: 'TLS Secret' },
  'ui.board.absent.natGateway': { office: 'mail room', network: 'NAT gateway' },
  'ui.board.absent.firewall': { office: 'gate', network: 'firewall' },
  'ui.board.absent.device': { office: 'stop on the way', network: 'device' },
  'ui.board.absent.zoneLink': { office: 'directory', network: 'zone link' },
  'ui.board.absent.routeTable': { office: 'signpost', network: 'route table' },
  'ui.board.absent.networkSecurityGroup': { office: 'guard', network: 'NSG' },
};
