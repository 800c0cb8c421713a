// English words of hints about HTTP: hosts, paths, classes, backends, certificates, listeners.
import type { Sentence } from '../dictionary.ts';

export const WEB_LAYER: Sentence = {
  office: 'The letter reached a reception. Look at its notes: for whom, which way, to which help desk.',
  network: 'Look at the HTTP route: class, host, path, backend, certificate.',
};

const SET = 'Set {field} of {object} to {suggested}.';

export const WEB_HINTS: Readonly<Record<string, readonly [Sentence, Sentence]>> = {
  'web.host': [
    {
      office: 'The notes of the reception speak of {current}, and the letter of {suggested}.',
      network: '{object} is for the host {current}; the request is for {suggested}.',
    },
    SET,
  ],
  'web.path': [
    {
      office: 'The note of {object} covers {current}, and the letter asks for {suggested}.',
      network: '{object} matches the path {current}; the request asks for {suggested}.',
    },
    SET,
  ],
  'web.pathType': [
    {
      office: 'The note of {object} is for one door alone, and {path} lies behind it.',
      network: '{object} matches {current} only; {path} is not that.',
    },
    SET,
  ],
  'web.class': [
    {
      office: 'The note {object} is addressed to {current}, who keeps no reception that the letter came to.',
      network: '{object} has the class {current}; a controller here serves {suggested}.',
    },
    SET,
  ],
  'web.service': [
    {
      office: 'The note of {object} names the help desk {current}, which does not exist.',
      network: '{object} names Service {current}, which does not exist in that namespace.',
    },
    SET,
  ],
  'web.port': [
    {
      office: 'The note of {object} names ear {current}, which the help desk does not have.',
      network: '{object} names port {current}; a route names a port of the Service, not of the pod.',
    },
    SET,
  ],
  'web.weight': [
    { office: 'The note of {object} gives its help desk no share at all.', network: 'The backend of {object} has the weight 0.' },
    SET,
  ],
  'web.grant': [
    {
      office: 'The note of {from} points to a help desk of {namespace}, and nobody there allows it.',
      network: 'No ReferenceGrant in {namespace} lets HTTPRoutes of {from} refer to {service}.',
    },
    'Add a ReferenceGrant to {namespace} that lets HTTPRoutes of {from} refer to {service}.',
  ],
  'web.parent': [
    { office: 'The note {object} hangs at no door.', network: 'No listener takes {object}: its parentRefs name {current}.' },
    SET,
  ],
  'web.namespaces': [
    {
      office: 'The door takes notes of its own department alone.',
      network: 'The listener admits routes of namespaces {current}; the route is in another one.',
    },
    SET,
  ],
  'web.admitted': [
    {
      office: 'The door takes notes of every department, and {namespace} has hung one there.',
      network: '{object} admits routes of all namespaces, {route} among them.',
    },
    {
      office: 'Let the door take notes of those departments alone that need it, not of {namespace}: {field} of {object}.',
      network: 'Set {field} of {object} to Selector, and select the namespaces that need it.',
    },
  ],
  'web.secret': [
    {
      office: 'The reception shows a seal that is not for {host}; there is one for it.',
      network: 'The certificate shown is not for {host}; Secret {suggested} is.',
    },
    'Let {field} of {object} name Secret {suggested} for {host}.',
  ],
  'web.secretMissing': [
    { office: 'No seal in this department is for {host}.', network: 'No TLS Secret in the namespace of {object} is for {host}.' },
    'Get a certificate for {host}, keep it as Secret {suggested}, and name it in {field} of {object}.',
  ],
  'web.source': [
    {
      office: 'The note of {object} lists who may come in, and the caller is not on it.',
      network: '{object} admits {current}, and the controller sees another address.',
    },
    {
      office: 'Change the list of {object} from {current} to {suggested}.',
      network: 'Change {field} of {object} from {current} to {suggested}.',
    },
  ],
  'web.redirect': [
    { office: 'The reception sends every visitor on to another door.', network: '{object} redirects the request.' },
    {
      office: 'Change what {object} says of sending on from {current} to {suggested}, or write to the other door.',
      network: 'Change {field} of {object} from {current} to {suggested}, or ask for the other URL.',
    },
  ],
  'web.protocol': [
    {
      office: 'The reception and the laptop do not speak alike.',
      network: 'The controller speaks {current} to the pod, and the pod speaks {suggested}.',
    },
    SET,
  ],
  'web.albController': [
    {
      office: 'Nobody in the house keeps the notes of the reception across the street.',
      network: 'No ALB controller runs in cluster {cluster}.',
    },
    'Set {field} of cluster {cluster} to {suggested}.',
  ],
  'web.associationSize': [
    {
      office: 'The wing {subnet} of the reception has not the size it needs.',
      network: 'Subnet {subnet} of the association is {current}; Overlay takes a /24, and no association less.',
    },
    'Set {field} of subnet {subnet} to {suggested}.',
  ],
  'web.delegation': [
    {
      office: 'The wing {subnet} was never handed over to the reception.',
      network: 'Subnet {subnet} is delegated to {current}.',
    },
    'Delegate subnet {subnet} to {suggested}.',
  ],
};
