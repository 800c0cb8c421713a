// English words of links, saves and levels that could not be opened (`link.*`, `save.*`, `level.*`).
import type { Dictionary } from '../dictionary.ts';

export const LINK_WORDS: Dictionary = {
  'link.notALink': 'This address holds no shared solution.',
  'link.newerFormat': 'This link was made by a newer version of the game. Reload the page to get it, then open the link again.',
  'link.badCharacters': 'This link holds characters that no link of ours has. It was probably changed on its way.',
  'link.tooLong': 'This link is longer than any solution can be.',
  'link.tooLarge': 'What this link unpacks to is larger than any solution can be.',
  'link.damaged': 'This link is damaged: its checksum does not fit its content.',
  'link.badContent': 'This link unpacks to something that is no solution.',
  'link.notCanonical': 'This link is not written the way the game writes it, so it is not trusted.',
  'link.cutOff': 'This link was cut off: {arrived} of {expected} characters arrived.',
  'link.olderLevel':
    'This solution was made for another revision of the level (revision {rev}). It was checked against the present one.',
  'level.unknown': 'There is no level called {id}.',
  'level.broken': 'The level {id} cannot be read: {message}',
  'save.unreadable': 'Your saved work could not be read. It was kept aside, and the level starts afresh.',
  'save.olderLevel': 'This level has changed since you saved. Your edits were applied to the new one.',
};
