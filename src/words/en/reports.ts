// English words of the honesty report (`report.*`): why an object or field counts, does not count, or does not count yet.
import type { Dictionary } from '../dictionary.ts';

export const REPORT_WORDS: Dictionary = {
  'report.honoured': 'is simulated',
  'report.kindLater': 'this kind is not simulated yet; it is left out',
  'report.kindNoEffect': 'this kind does not change who reaches whom',
  'report.madeByOwner': 'a controller made it; it is made again from its owner',
  'report.server': 'written by the server; it is worked out again here',
  'report.noEffect': 'does not change who reaches whom',
  'report.later': 'is not simulated yet',
  'report.inside': 'concerns what runs inside the container, not who reaches it',
  'report.access': 'concerns rights and identities, not packets',
  'report.secretData': 'only the names a certificate is for are kept, never the certificate or its key',
  'report.storage': 'concerns storage, not packets',
  'report.resources': 'concerns CPU and memory, not packets',
  'report.rollout': 'concerns how a change is rolled out; here a change is there at once',
  'report.scheduling': 'is not simulated yet: pods go to the ready node with the fewest pods',
  'report.probes': 'is not simulated yet: a pod is ready unless its status says otherwise',
  'report.ipv6': 'IPv6 is not simulated yet',
  'report.annotation': 'no controller here reads this annotation',
  'report.checked': 'is checked against the rules, but no packet asks about it here',
  'report.default': 'is the default, so nothing is lost',
  'report.namespaceMade': 'was not declared; made because something lives in it',
  'report.more': 'there is more than this report can list',
};
