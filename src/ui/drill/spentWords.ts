// What was done in a drill, in one line each, and the time of the story's clock. Pure.
import type { Spent } from '../../store/drillTypes.ts';
import type { Params } from '../context.tsx';

export type Say = (key: string, params?: Params) => string;

export function spentWords(item: Spent, t: Say): string {
  if (item.type === 'look') return t('ui.drill.did.look', { line: item.line });
  if (item.type === 'open') return t('ui.drill.did.open', { tool: t(toolKey(item.tool)) });
  if (item.type === 'watch') return t('ui.drill.did.watch', { from: item.from, to: item.to });
  if (item.type === 'hint') return t('ui.drill.did.hint', { rung: item.rung });
  if (item.type === 'undo' || item.type === 'redo') return t(`ui.drill.did.${item.type}`);
  if (item.type === 'name')
    return t(item.right === true ? 'ui.drill.did.named' : 'ui.drill.did.misnamed', { answer: item.answer });
  const what = t(item.label, item.params);
  return item.cured === undefined ? what : t(item.cured ? 'ui.drill.did.cured' : 'ui.drill.did.useless', { what });
}

/** `bench.yaml` → the name that the tab bears. */
export function toolKey(tool: string): string {
  const [place, name = ''] = tool.split('.');
  if (place === 'overlay') return name === 'traffic' ? 'ui.board.traffic' : `ui.board.overlay.${name}`;
  return `ui.tab.${name}`;
}

/** `23:50` and 15 minutes: `00:05`. */
export function clockAt(start: string, minutes: number): string {
  const [hour = 0, minute = 0] = start.split(':').map(Number);
  const at = (hour * 60 + minute + minutes) % (24 * 60);
  return [Math.floor(at / 60), at % 60].map((part) => String(part).padStart(2, '0')).join(':');
}
