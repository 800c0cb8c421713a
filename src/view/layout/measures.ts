// Measures that the parts of the layout share, in floor units.

export const CORRIDOR = 1.8;
export const MARGIN = 1.2;
export const LOBBY = 4.2;
/** A lobby with nobody in it. */
export const EMPTY_LOBBY = 2.2;
export const WING = 5.2;
