// The levels that tests/ui/twin.test.tsx wins without a canvas: all of them. The table's column `twin` follows this list.
import { listLevelIds } from './folders.ts';

export function listTwinLevels(): string[] {
  return listLevelIds();
}
