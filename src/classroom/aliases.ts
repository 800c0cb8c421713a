// Friendly names for who does not type one: an apple and a colour of its own. 40 × 25 pairs, drawn without asking anybody for anything.

import { hashText } from '../engine/net/hash.ts';

const KINDS =
  'Akane Alkmene Ambrosia Annurca Arkansas Ashmead Baldwin Boskoop Braeburn Calville Cortland Cosmic Discovery Elstar Empire Fuji Glockner Gravenstein Haralson Idared Jazz Jonagold Jonathan Katy Kanzi Liberty Macoun Melrose Mutsu Opal Orin Pinova Pippin Reinette Rubens Sansa Spartan Topaz Winesap Worcester'.split(
    ' ',
  );
const COLOURS =
  'Amber Azure Coral Copper Crimson Emerald Golden Indigo Ivory Jade Lilac Maroon Mint Ochre Olive Pearl Plum Ruby Russet Saffron Scarlet Silver Teal Violet White'.split(
    ' ',
  );

/** `draw`: a number from 0 to 2^32 - 1. */
export function makeAlias(draw: number): string {
  const pair = draw % (KINDS.length * COLOURS.length);
  return `${COLOURS[pair % COLOURS.length]} ${KINDS[Math.floor(pair / COLOURS.length)]}`;
}

/** What the holder of this key is called unless somebody else has that name: a card can say it before anybody sits down. */
export function aliasOfKey(key: string): string {
  return makeAlias(hashText(`alias/${key}`, 0));
}
