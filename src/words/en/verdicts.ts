// English words of the shown letter's headline (`verdict.*`): an instant no or a long silence, who said it and why; what its goal says of it.
import type { Dictionary } from '../dictionary.ts';

export const VERDICT_WORDS: Dictionary = {
  'verdict.refused': {
    office: 'Refused at once at {place}: {why}.',
    network: 'Connection refused at once at {place}: {why}.',
  },
  'verdict.refused.bare': { office: 'Refused at once at {place}.', network: 'Connection refused at once at {place}.' },
  'verdict.timeout': {
    office: 'Silence after {place}: {why}. {from} waits until it gives up.',
    network: 'Timeout, dropped at {place}: {why}. {from} waits until it gives up.',
  },
  'verdict.timeout.bare': {
    office: 'Silence after {place}: {from} waits until it gives up.',
    network: 'Timeout, lost at {place}: {from} waits until it gives up.',
  },
  'verdict.service.noEndpoints': {
    office: 'Refused at once by {place}: of {selected|one laptop|# laptops} labelled {selector} none is ready.',
    network: 'Refused at once by {place}: {service} selects {selected|# pod|# pods} by {selector}, none ready.',
  },
  'verdict.service.selectsNobody': {
    office: 'Refused at once by {place}: no laptop is labelled {selector}.',
    network: 'Refused at once by {place}: no pod matches {selector}.',
  },
  'verdict.service.unfilled': {
    office: 'Refused at once by {place}: nobody is written down behind help desk {service}.',
    network: 'Refused at once by {place}: {service} has no selector and no addresses.',
  },
  'verdict.deliver.notListening': {
    office: 'Refused at once by {receiver}: nobody listens at ear {port}.',
    network: 'Refused at once by {receiver}: nothing listens on {port}.',
  },
  'verdict.deliver.otherPort': {
    office: 'Refused at once by {receiver}: nobody listens at ear {port} (it listens at {listens}).',
    network: 'Refused at once by {receiver}: nothing listens on {port} (it listens on {listens}).',
  },
  'verdict.policy': {
    office:
      'Silence: {policies|the one badge list of|none of # badge lists of} {pod} {policies|does not allow|allows} it. {from} waits until it gives up.',
    network:
      'Timeout: {policies|the one policy at|none of # policies at} {pod} {policies|does not allow|allows} it. {from} waits until it gives up.',
  },
  'verdict.goal.holds': 'Goal {number} holds. {what}',
  'verdict.goal.fails': 'Goal {number} fails. {what}',
  'verdict.goal.stopped': 'Goal {number} holds: this should not arrive. {what}',
  'verdict.goal.arrived': 'Arrived, but goal {number} fails: {why}.',
  'verdict.goal.not': 'Arrived, and goal {number} says it should not: {why}.',
  'verdict.why.source': {
    office: 'the receiver sees {seen}, and should see {wanted}',
    network: 'the source seen is {seen}, and should be {wanted}',
  },
  'verdict.why.via': 'it passed {via}, and should pass {wanted}',
  'verdict.why.question.first': '{seen} is asked for first, not {wanted}',
  'verdict.why.question.left': 'the question for {seen} leaves the cluster',
  'verdict.why.receiver': 'it is for {wanted}',
  'verdict.why.backends': {
    office: '{reached|# laptop picks up|# laptops pick up}, and {wanted} should',
    network: '{reached|# backend is|# backends are} reached, and {wanted} should be',
  },
  'verdict.why.reply': { office: 'the answer was lost at {place}', network: 'the reply was lost at {place}' },
  'verdict.why.open': {
    office: 'no badge reader hangs at the door of {receiver}',
    network: 'no policy isolates {receiver}',
  },
  'verdict.why.out': { office: 'nothing on its way to the street refused it', network: 'nothing on its way out denied it' },
  'verdict.why.allowed': { office: 'the reader let it in by {object}', network: '{object} allows it' },
  'verdict.why.gate': { office: 'the gate let it through by {object}, {field}', network: '{object}, {field} allows it' },
  'verdict.why.guard': { office: 'the guard let it through by {object}, {field}', network: '{object}, {field} allows it' },
  'verdict.why.service': { office: 'it came in by the door of {object}', network: '{object} leads to it' },
  'verdict.why.unplugged': { office: 'the badge readers have no power', network: 'no policy engine enforces policies' },
  'verdict.here': 'Here the goal fails: {why}',
  'verdict.again': 'Sent again after your change.',
  'verdict.asFound': 'As you found it: the question is about that, and your changes are not in it.',
  'verdict.stale': {
    office: 'From before your change; it cannot be sent any more.',
    network: 'From before your change; this flow cannot be sent any more.',
  },
};
