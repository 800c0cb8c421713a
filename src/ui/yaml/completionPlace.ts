// Where the cursor stands in a YAML text: kind of the document, path of field names, what was typed. By indentation alone, so that a
// text that does not parse yet still gets completion.

export interface CompletionPlace {
  readonly kind: string;
  readonly path: readonly string[];
  readonly typed: string;
  /** Set when a value is being typed: the field it belongs to. */
  readonly valueField?: string;
}

const KEY = /^(\s*)((?:- )*)([A-Za-z][\w./-]*):(?:\s|$)/;

/** `before` is the text up to the cursor; `whole` is needed to find `kind:` below it. Undefined inside comments and block scalars. */
export function completionPlace(before: string, whole: string): CompletionPlace | undefined {
  const documentStart = Math.max(0, before.lastIndexOf('\n---'));
  const rest = whole.slice(documentStart);
  const end = rest.indexOf('\n---', 4);
  const document = end < 0 ? rest : rest.slice(0, end);
  const written = /^kind:\s*([A-Za-z]+)/m.exec(document)?.[1] ?? '';
  // Calico has a NetworkPolicy of its own.
  const isCalico = written === 'NetworkPolicy' && /^apiVersion:\s*(?:crd\.)?projectcalico\.org\//m.test(document);
  const kind = isCalico ? 'CalicoNetworkPolicy' : written;
  const lines = before.slice(documentStart).split('\n');
  const current = lines.pop() ?? '';
  if (current.includes('#')) return undefined;
  const value = /^(\s*)((?:- )*)([A-Za-z][\w./-]*):\s+(\S*)$/.exec(current);
  const shape = value ?? /^(\s*)((?:- )*)([\w./-]*)$/.exec(current);
  if (!shape) return undefined;
  let indent = (shape[1]?.length ?? 0) + (shape[2]?.length ?? 0);
  const path: string[] = [];
  for (let index = lines.length - 1; index >= 0 && indent > 0; index--) {
    const key = KEY.exec(lines[index] ?? '');
    if (!key) continue;
    const own = (key[1]?.length ?? 0) + (key[2]?.length ?? 0);
    // A list may stand at its key's own indentation: "ports:\n- port: 80".
    const parent = own < indent || (own === indent - 2 && (key[2] ?? '') === '');
    if (!parent) continue;
    path.unshift(key[3] ?? '');
    indent = key[1]?.length ?? 0;
    if ((key[2] ?? '') !== '') indent = own;
  }
  return value ? { kind, path, typed: value[4] ?? '', valueField: value[3] ?? '' } : { kind, path, typed: shape[3] ?? '' };
}

/** The field whose line holds an offset, its path and the kind; undefined on comments, markers and plain items of lists. */
export function fieldAt(text: string, offset: number): CompletionPlace | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  const key = KEY.exec(text.slice(start, end < 0 ? undefined : end));
  const name = key?.[3];
  if (!key || name === undefined) return undefined;
  const until = start + (key[1]?.length ?? 0) + (key[2]?.length ?? 0) + name.length;
  return completionPlace(text.slice(0, until), text);
}
