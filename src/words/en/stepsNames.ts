// English words of the walk: what became of a name (`dns.*`).
import type { Dictionary } from '../dictionary.ts';

export const NAME_STEP_WORDS: Dictionary = {
  'dns.resolved': {
    office: 'The directory says: {question} is {answer}.',
    network: '{question} resolves to {answer} ({resolver}).',
  },
  'dns.searched': {
    office:
      'Before {question} itself, {count|# longer name was|# longer names were} looked up in vain: it has fewer dots than ndots asks for.',
    network:
      'ndots: {question} has fewer dots than that, so {count|# name|# names} of the search list were asked first, each as A and AAAA.',
  },
  'dns.nxdomain': { office: 'The directory has no {question}.', network: 'NXDOMAIN for {question} ({resolver}).' },
  'dns.nodata': {
    office: 'The directory knows {question} and has no number for it.',
    network: 'NODATA for {question} ({resolver}).',
  },
  'dns.timeout': {
    office: 'The question about {question} never reached the directory: {object}, {field} does not let it.',
    network: 'DNS query for {question} dropped by {object}, {field}; the resolver seems silent.',
  },
  'dns.refused': {
    office: 'The operator on the line to the directory hangs up: {question} is not on the list of {object}, {field}.',
    network: 'REFUSED for {question}: {object}, {field} does not list that name.',
  },
  'dns.noServer': {
    office: 'Nobody answers for the phone directory ({object}, {field}), so {question} stays unknown.',
    network: 'DNS query for {question}: {object} has no ready endpoint.',
  },
  'dns.noRecord': {
    office: 'The directory {object} answers for {question}, and has no such entry.',
    network: 'NXDOMAIN for {question} ({resolver}): {object} answers for that name and has no record of it.',
  },
  'dns.noAddress': {
    office: 'The directory knows {question} by {object}, and {field} leads to nobody who has a number.',
    network: 'NXDOMAIN for {question} ({resolver}): {object}, {field} gives it no address.',
  },
  'dns.policy': {
    office: '{question} is the desk {service} of this house, but by its {field} {object} asks another directory.',
    network: 'NXDOMAIN for {question} ({resolver}): by its {field} {object} does not ask CoreDNS, which has {service}.',
  },
  'dns.elsewhere': {
    office:
      'Nobody is called {question} in this department. A desk of that name is {service}: its department belongs to the name.',
    network:
      'NXDOMAIN for {question} ({resolver}): the search list of {object} holds its own namespace; the Service is {service}.',
  },
  'dns.notLinked': {
    office: 'The private directory {zone} knows {question}, but does not hang in this building.',
    network: 'Private zone {zone} has {question} and is not linked to the network that asked; the public answer is used.',
  },
  'dns.notForwarded': {
    office: 'The private directory {zone} knows {question}, but the directory that was asked does not pass questions on to it.',
    network: 'Private zone {zone} is linked and has {question}; the server that was asked does not forward to 168.63.129.16.',
  },
  'dns.silent': {
    office: 'The question about {question} goes to {server}, and nobody answers there.',
    network: 'DNS query for {question} to {server}: no answer.',
  },
  'dns.kept': {
    office: 'The question about {question} never reached {server}: {object}, {field}.',
    network: 'DNS query for {question} to {server} lost at {object}, {field}.',
  },
  'dns.circle': {
    office: 'The directories send the question about {question} round in a circle.',
    network: 'DNS query for {question} to {server} goes round in a loop of forwarders.',
  },
};
