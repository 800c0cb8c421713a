// English words of being shown around on the first level (`tour.*`).
import type { Dictionary } from '../dictionary.ts';

export const TOUR_WORDS: Dictionary = {
  'tour.count': '{at} of {total}',
  'tour.go': 'Take me there',
  'tour.skip': 'Skip',
  'tour.end': 'I know my way',
  'tour.again': 'Show me around again',
  'tour.look.title': 'Look at the building',
  'tour.look': {
    office: 'Choose a room or a laptop: click it, or go to the board and press an arrow key. Everything you see can be chosen.',
    network: 'Choose a node or a pod: click it, or go to the board and press an arrow key. Everything you see can be chosen.',
  },
  'tour.send.title': { office: 'Send a letter', network: 'Send a packet' },
  'tour.send': {
    office: 'A room writes to {person}’s laptop. Press Send and watch where the letter goes.',
    network: 'A node writes to pod {pod}. Press Send and watch where the packet goes.',
  },
  'tour.read.title': { office: 'Whose number is on it?', network: 'Whose address is on it?' },
  'tour.read': {
    office:
      'It arrived, and the goal still fails: the sender is a room, and nobody in {department} wrote. Step on to the stop “{stop}”, where the letter arrived, and read the sender there.',
    network:
      'It arrived, and the goal still fails: the source is a node, and no pod in {department} sent anything. Step on to “{stop}”, where the packet arrived, and read the source there.',
  },
  'tour.change.title': 'Make the one change',
  'tour.change': {
    office:
      'Department {department} is empty. Press Add something (or N on the board), choose department {department}, and add a laptop.',
    network:
      'Namespace {department} is empty. Press Add something (or N on the board), choose namespace {department}, and add a pod.',
  },
  'tour.watch.title': 'Watch it arrive',
  'tour.watch': {
    office: 'The goal holds now. Watch its letter: the number on it is the laptop’s own.',
    network: 'The goal holds now. Watch its packet: the source is the pod’s own address.',
  },
  'tour.done.title': 'That is the whole game',
  'tour.done': {
    office: 'Look, send, read who decided, change one thing, send again. Open the debrief, then go on.',
    network: 'Look, send, read what decided, change one thing, send again. Open the debrief, then go on.',
  },
};
