// What every form of the network shares: the draft, how it is changed, what the level keeps, what Azure would say of it, which fields hold a text
// that cannot be read. Forms write only here; the store keeps the draft.
import { createContext } from 'preact';
import { useCallback, useContext, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Foreseen, ForeseeQuestion } from '../../engine/goals/foresee.ts';
import type { Diagnostic } from '../../engine/model/diagnostic.ts';
import type { NetworkDocument } from '../../engine/model/networkDocument.ts';
import { allowsNetworkPath } from '../../levels/editable.ts';
import type { Level } from '../../levels/level.ts';
import { jumpTo } from '../../studio/design/jump.ts';
import type { Place } from '../../studio/design/place.ts';
import { useActions, useApp } from '../context.tsx';

export interface Design {
  /** The draft, or the document where nothing is changed. */
  readonly network: NetworkDocument;
  readonly base: NetworkDocument;
  readonly level: Level | undefined;
  readonly change: (network: NetworkDocument) => void;
  readonly allows: (path: string) => boolean;
  /** Of the draft; the newest answer, which may be a moment old. */
  readonly foreseen: Foreseen | undefined;
  readonly diagnosticsAt: (path: string) => readonly Diagnostic[];
  readonly unread: number;
  readonly markUnread: (field: string, bad: boolean) => void;
  /** Grows when everything that is typed and not applied is thrown away. */
  readonly generation: number;
  /** What was chosen elsewhere and is to be shown open here. */
  readonly opened: Place | undefined;
  readonly discard: () => void;
}

const Context = createContext<Design | undefined>(undefined);
export const DesignProvider = Context.Provider;

export function useDesign(): Design {
  const design = useContext(Context);
  if (!design) throw new Error('no design');
  return design;
}

/** For the one who provides it. */
export function useNewDesign(): Design {
  const base = useApp((state) => state.document.spec.network);
  const draft = useApp((state) => state.session.design);
  const level = useApp((state) => state.session.level);
  const actions = useActions();
  const [unread, setUnread] = useState<ReadonlySet<string>>(new Set());
  const [generation, setGeneration] = useState(0);
  const network = draft?.network ?? base;
  const opened = useOpened(network);
  const foreseen = useForeseen({ network });
  const markUnread = useCallback((field: string, bad: boolean) => {
    setUnread((old) => {
      if (old.has(field) === bad) return old;
      const next = new Set(old);
      if (bad) next.add(field);
      else next.delete(field);
      return next;
    });
  }, []);
  return useMemo(
    (): Design => ({
      network,
      base,
      level,
      change: (next) => actions.draftNetwork(next),
      allows: (path) => allowsNetworkPath(level, path),
      foreseen,
      diagnosticsAt: (path) => (foreseen?.diagnostics ?? []).flatMap((item) => placedAt(item, path)),
      unread: unread.size,
      markUnread,
      generation,
      opened,
      discard: () => {
        actions.draftNetwork(undefined);
        setGeneration((old) => old + 1);
      },
    }),
    [network, base, level, foreseen, unread, generation, opened],
  );
}

/** Choosing a subnet, a guard or a firewall anywhere opens its form. */
function useOpened(network: NetworkDocument): Place | undefined {
  const selection = useApp((state) => state.session.selection);
  const actions = useActions();
  const jump = useMemo(() => jumpTo(network, selection), [selection]);
  const part = jump?.part;
  const chosen = useApp((state) => state.session.designPart);
  const shown = useRef(false);
  useEffect(() => {
    // Who comes back to the forms finds the part that was left.
    if (part !== undefined && (shown.current || chosen === undefined)) actions.openDesignPart(part);
    shown.current = true;
  }, [selection]);
  return jump?.place;
}

const PAUSE = 180;

/** Asks the engine a moment after the last change; the answer before stands until then. */
export function useForeseen(question: Omit<ForeseeQuestion, 'goals'>): Foreseen | undefined {
  const revision = useApp((state) => state.results.revision);
  const actions = useActions();
  const [answer, setAnswer] = useState<Foreseen | undefined>(undefined);
  const { network, routes, rules } = question;
  useEffect(() => {
    let stale = false;
    const timer = setTimeout(
      () =>
        void actions.foresee(question).then((found) => {
          if (!stale && found) setAnswer(found);
        }),
      answer === undefined ? 0 : PAUSE,
    );
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [network, revision, JSON.stringify(routes), JSON.stringify(rules)]);
  return answer;
}

/** A diagnostic as it is said at a field: of two subnets that overlap, each is told of the other. */
function placedAt(item: Diagnostic, path: string): readonly Diagnostic[] {
  if (item.path === path || item.path.startsWith(`${path}[`)) return [item];
  const { subnet, other } = item.params;
  if (item.code !== 'NetcfgSubnetRangesOverlap' || subnet === undefined || other === undefined) return [];
  const mirrored = item.path.replace(`.subnets.${subnet}.`, `.subnets.${other}.`);
  return mirrored === path ? [{ ...item, path, params: { ...item.params, subnet: other, other: subnet } }] : [];
}
