// Resource ids as far as they matter here: which thing they name.

/** What `--query id -o tsv` of `az … show --name NAME` gives inside a script. */
export const ID_PREFIX = '/id/';

export function nameInId(text: string): string {
  if (text.startsWith(ID_PREFIX)) return text.slice(ID_PREFIX.length);
  return text.startsWith('/subscriptions/') ? (text.split('/').at(-1) ?? text) : text;
}
