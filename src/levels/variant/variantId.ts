// Names of variants in the game: `402-only-the-web-team~4711` is that level dressed by seed 4711. One spelling for one variant; a level as it is
// written has its plain id.

/** A link's header holds no larger one (share/envelope.ts). */
const MOST = 2 ** 28 - 1;
const VARIANT = /^(\d{3}(?:-[a-z0-9]+)+)~([1-9]\d{0,8})$/;

export function variantId(id: string, seed: number | undefined): string {
  return seed === undefined ? id : `${id}~${seed}`;
}

/** Anything that names no variant is the id of a level as it is written. */
export function readVariantId(name: string): { readonly id: string; readonly seed?: number } {
  const [, id, written] = VARIANT.exec(name) ?? [];
  const seed = Number(written);
  return id === undefined || seed > MOST ? { id: name } : { id, seed };
}
