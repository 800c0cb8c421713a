// Seat cards: keys drawn on the teacher's page, each a link to a seat that nobody sits on until it is opened, with the name that its holder will have.
import { aliasOfKey } from '../../classroom/aliases.ts';
import type { LiveContext } from './liveDesk.ts';
import { isKey, LIVE_KEYS } from './liveSaves.ts';

export const MOST_CARDS = 60;

export interface SeatCard {
  readonly number: number;
  readonly alias: string;
  readonly link: string;
}

export interface CardActions {
  /** So many cards of the open room: those that were made before, and new ones behind them. */
  makeCards(count: number): Promise<void>;
}

export function createCardActions(context: LiveContext): CardActions {
  const { store, set, rooms, saves } = context;
  return {
    makeCards: async (count) => {
      const { room } = store.getState();
      if (!room) return;
      const kept = await saves.read(LIVE_KEYS.cards(room.code));
      const keys = Array.isArray(kept) ? kept.filter(isKey).slice(0, MOST_CARDS) : [];
      const names = new Set(keys.map(aliasOfKey));
      const wanted = Math.min(MOST_CARDS, Math.max(1, Math.trunc(count)));
      // No two cards of one name: with sixty of a thousand a draw more is seldom needed.
      while (keys.length < wanted) {
        const key = rooms.drawKey();
        if (names.has(aliasOfKey(key))) continue;
        names.add(aliasOfKey(key));
        keys.push(key);
      }
      await saves.write(LIVE_KEYS.cards(room.code), keys);
      const cards = keys.slice(0, wanted).map((key, index) => {
        return { number: index + 1, alias: aliasOfKey(key), link: context.address(`class/j/${room.code}.${key}`) };
      });
      set({ cards });
    },
  };
}
