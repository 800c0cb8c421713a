// An answer of the walk, or a typed refusal: a bad end, a part of the world that is not simulated, too many paths.

export type Params = Readonly<Record<string, string | number>>;

export interface Refusal {
  readonly ok: false;
  readonly code: 'badFlow' | 'unsupported' | 'tooComplex';
  readonly params: Params;
}

export type WalkAnswer<T> = { readonly ok: true; readonly value: T } | Refusal;

export function refuse(code: Refusal['code'], params: Params): Refusal {
  return { ok: false, code, params };
}
