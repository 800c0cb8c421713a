// What was built, to carry to a real cluster: whole or as the way from the start, in each notation. Printed, never run.
import { allObjects, type NetworkSpec } from '../engine/model/spec.ts';
import { writeAz, writeAzSince } from './azure/writeAz.ts';
import { writeBicep } from './azure/writeBicep.ts';
import { writeKubectl } from './writeCommands.ts';
import { writePatch } from './writePatch.ts';
import { writeWorld } from './writeWorld.ts';

export const HOME_FORMATS = ['yaml', 'kubectl', 'patch', 'az', 'azSince', 'bicep'] as const;
export type HomeFormat = (typeof HOME_FORMATS)[number];

/** `start` is what `patch` and `azSince` set out from. */
export function takeHome(format: HomeFormat, start: NetworkSpec, now: NetworkSpec): string {
  switch (format) {
    case 'yaml':
      return writeWorld(now);
    case 'kubectl':
      return writeKubectlScript(now);
    case 'patch':
      return writePatch(start, now);
    case 'az':
      return writeAz(now.network);
    case 'azSince':
      return writeAzSince(start.network, now.network);
    case 'bicep':
      return writeBicep(now.network);
  }
}

/** A script for any shell: namespaces first, then everything else, in one apply each. */
export function writeKubectlScript(spec: NetworkSpec): string {
  const objects = allObjects(spec);
  const groups = [objects.filter(({ kind }) => kind === 'Namespace'), objects.filter(({ kind }) => kind !== 'Namespace')];
  const commands = groups.filter((group) => group.length > 0).map((group) => writeKubectl(group).trimEnd());
  return ['#!/bin/sh', 'set -e', ...commands, ''].join('\n');
}
