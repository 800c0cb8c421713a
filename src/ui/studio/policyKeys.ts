// Keys of policies as drafts and the editor spell them.

/** The draft of an object that does not exist yet; the YAML editor's own. */
export const NEW_POLICY = 'new';

/** `pay/till` → `NetworkPolicy/pay/till`. */
export function keyOf(name: string): string {
  return `NetworkPolicy/${name}`;
}

/** `NetworkPolicy/pay/till` → `pay/till`. */
export function nameOf(key: string): string {
  return key.replace(/^NetworkPolicy\//, '');
}
