// English words of the walk: what routers of HTTP and frontends made of a request (`http.*`, `frontend.*`).
import type { Dictionary } from '../dictionary.ts';

export const WEB_STEP_WORDS: Dictionary = {
  'http.certificate': {
    office: 'The receptionist {controller} shows a seal that is not for {host} ({certificate}).',
    network: '{controller} shows the certificate {certificate}, which is not for {host}.',
  },
  'http.wrongPort': {
    office: '{receiver} speaks {speaks} at ear {port}, and the letter is {scheme}.',
    network: '{receiver} speaks {speaks} on port {port}; the request is {scheme}.',
  },
  'http.patterns': {
    office:
      '{ingress} asks for patterns at {host}, so {controller} reads every note of that house as one: longest first, big letters like small ones.',
    network: '{ingress} makes regular expressions of all paths of {host}: case-insensitive, longest first, first match wins.',
  },
  'http.forwarded': {
    office: 'The receptionist {controller} reads {host}{path} and walks to {endpoint} of the help desk {service} in person.',
    network: '{controller} routes {host}{path} to {service} and opens its own connection to {endpoint}.',
  },
  'http.passed': {
    office: 'The receptionist {controller} reads {host} on the sealed letter and carries it unopened to the help desk {service}.',
    network: '{controller} reads the server name {host} and passes the TLS connection unopened to {service} at {endpoint}.',
  },
  'http.passedLost': {
    office: 'The sealed letter came back from {service} ({outcome}); the receptionist {controller} has nothing to say of it.',
    network:
      'The connection passed on to {endpoint} ended in {outcome}, and so does the client’s: a passed connection has no error page.',
  },
  'http.passedNowhere': {
    office:
      'The sealed letter for {host} should go to {service}, and there is no such help desk: the receptionist {controller} hangs up.',
    network: '{controller} should pass {host} to {service}, which has no such port or no address: reset.',
  },
  'http.redirected': {
    office: 'The receptionist {controller} sends the visitor on to {location} ({status}).',
    network: '{controller} answers {status}, Location: {location}.',
  },
  'http.health': {
    office: 'The receptionist {controller} answers for itself that it is well: {status}.',
    network: '{controller} answers {path} itself, whatever the host: {status}.',
  },
  'http.host': {
    office: 'The receptionist {controller} has no note about {host}: {status}.',
    network: '{controller} has no rule for the host {host}: {status}.',
  },
  'http.path': {
    office: 'The receptionist {controller} knows {host}, but no note covers {path}: {status}.',
    network: '{controller} has rules for {host}, and none matches {path}: {status}.',
  },
  'http.backend': {
    office: 'The note for {host}{path} names no help desk that may be used: {status}.',
    network: 'The rule for {host}{path} has no usable backend: {status}.',
  },
  'http.source': {
    office: 'The note of {controller} does not list {source}: {status}.',
    network: '{controller} does not admit the source {source}: {status}.',
  },
  'http.listener': {
    office: 'The door was opened for another name; {host} belongs to a door of its own: {status}.',
    network: 'SNI chose a listener that is not the one of {host}: {status}.',
  },
  'http.noEndpoints': {
    office: 'Nobody sits at the help desk {service}, says the receptionist {controller}: {status}.',
    network: '{controller} finds no ready endpoint of {service}: {status}.',
  },
  'http.badGateway': {
    office: 'The receptionist {controller} came back from {endpoint} without an answer ({outcome}): {status}.',
    network: 'The connection of {controller} to {endpoint} ended in {outcome}: {status}.',
  },
  'http.loop': {
    office: 'The note for {host}{path} leads from reception to reception and back again: {status}.',
    network: '{controller} routes {host}{path} back to a router that had the request already: {status}.',
  },
  'frontend.controllerMissing': {
    office: 'Nobody in the house keeps the notes of the reception {frontend}: it opens to no one.',
    network: 'No ALB controller runs in the cluster, so nothing programs the frontend {frontend}: no answer.',
  },
  'frontend.kubenet': {
    office: 'The reception {frontend} does not work for a house with this kind of corridor: it opens to no one.',
    network: 'Application Gateway for Containers does not work with kubenet: the frontend {frontend} does not answer.',
  },
  'frontend.subnetMissing': {
    office: 'The reception {frontend} has no wing to stand in: it opens to no one.',
    network: 'The association of {frontend} names a subnet that does not exist: no answer.',
  },
  'frontend.notDelegated': {
    office: 'The wing {subnet} was never handed over to the reception {frontend}: it opens to no one.',
    network:
      'Subnet {subnet} is not delegated to Microsoft.ServiceNetworking/trafficControllers, so {frontend} has no association: no answer.',
  },
  'frontend.tooSmall': {
    office: 'The wing {subnet} is too small for the reception {frontend}: it opens to no one.',
    network: 'Subnet {subnet} has no 256 addresses for the association of {frontend}: no answer.',
  },
  'frontend.unclaimed': {
    office: 'No note tells the reception {frontend} whom it serves: it opens to no one.',
    network: 'No Gateway or Ingress has the frontend {frontend}: nothing listens there.',
  },
  'frontend.noListener': {
    office: 'The reception {frontend} has no door {port} for such letters: nobody opens.',
    network: 'The frontend {frontend} has no listener for this request on port {port}: no answer.',
  },
  'frontend.overlay.size': {
    office: 'The corridors of the house reach the reception {controller} only in a wing of exactly 256 numbers: {status}.',
    network: 'Overlay is extended to an association subnet of exactly /24; {controller} reaches no pod of {service}: {status}.',
  },
  'frontend.overlay.shared': {
    office: 'The corridors of the house reach one reception per wing, and {controller} shares its own: {status}.',
    network: 'Overlay is extended to one association per subnet; {controller} reaches no pod of {service}: {status}.',
  },
  'frontend.overlay.otherVnet': {
    office: 'The corridors of the house end at its walls, and {controller} stands in another building: {status}.',
    network: 'Overlay is not extended over a peering; {controller} in another VNet reaches no pod of {service}: {status}.',
  },
};
