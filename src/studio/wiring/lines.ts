// A change of the wiring forms as the line that one could have typed: it goes through the commands' own reader, so that form and terminal agree.
import { quote } from '../../manifest/azure/shell.ts';

export interface WiredObject {
  /** As kubectl calls it: `service`, `ingress`, `httproute`. */
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** RFC 6902, for one item of a list. */
export function patchLine(target: WiredObject, operations: readonly object[]): string {
  return line(target, 'json', operations);
}

/** RFC 7386, for fields; null takes one away. */
export function mergeLine(target: WiredObject, patch: object): string {
  return line(target, 'merge', patch);
}

function line({ kind, namespace, name }: WiredObject, type: string, patch: object): string {
  return `kubectl patch ${kind} ${quote(name)} -n ${quote(namespace)} --type=${type} -p ${quote(JSON.stringify(patch))}`;
}
