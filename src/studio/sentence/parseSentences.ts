// Policy sentences read back: parse(write(policy)) is the policy. The directions that are spoken of are its policyTypes (NP12 is never left to
// chance): "accept nothing" shuts, silence leaves open, "ignored:" keeps rules that do nothing (NP13). Caps: MOST_LETTERS, MOST_LINES.
import type { NetworkPolicy, NetworkPolicyRule, ObjectMeta } from '../../engine/model/kubernetes.ts';
import type { LabelSelector } from '../../engine/model/labels.ts';
import { sameValue } from '../../engine/model/sameValue.ts';
import { checkName, checkNamespaceName } from '../../manifest/names.ts';
import { readPods, readRule } from './parseClauses.ts';
import { type Cursor, notUnderstood, problemOf, readLine, type SentenceProblem } from './tokens.ts';
import type { Direction } from './writeSentences.ts';

export type ParsedSentences =
  | { readonly ok: true; readonly policy: NetworkPolicy }
  | { readonly ok: false; readonly problem: SentenceProblem };

const MOST_LETTERS = 50_000;
const MOST_LINES = 400;

/** `base` lends what sentences do not say: the name, where no line says it, labels and annotations. */
export function parsePolicySentences(text: string, base?: { readonly metadata: ObjectMeta }): ParsedSentences {
  try {
    return { ok: true, policy: readPolicy(text, base?.metadata) };
  } catch (error) {
    const problem = problemOf(error);
    if (problem) return { ok: false, problem };
    throw error;
  }
}

interface Said {
  readonly direction: Direction;
  readonly ignored: boolean;
  /** Absent: "nothing". */
  readonly rule?: NetworkPolicyRule;
}

interface Subject {
  readonly namespace: string;
  readonly podSelector: LabelSelector;
}

interface Reading {
  name: string | undefined;
  subject: Subject | undefined;
  readonly said: Said[];
}

function readPolicy(text: string, meta: ObjectMeta | undefined): NetworkPolicy {
  const lines = text.split(/\r?\n/);
  const stop = (code: string, line = 1, params = {}): never => {
    throw notUnderstood({ code, params, line, column: 1 });
  };
  if (text.length > MOST_LETTERS) stop('sentence.long', 1, { most: MOST_LETTERS });
  if (lines.length > MOST_LINES) stop('sentence.lines', MOST_LINES, { most: MOST_LINES });
  const reading: Reading = { name: undefined, subject: undefined, said: [] };
  lines.forEach((line, index) => {
    if (line.trim() !== '') readSentence(readLine(line, index + 1), reading);
  });
  const { name = meta?.name, subject, said } = reading;
  if (!subject) return stop('sentence.empty', lines.length);
  if (name === undefined) return stop('sentence.unnamed');
  const types = new Set(said.filter(({ ignored }) => !ignored).map(({ direction }) => direction));
  // The API server would fill in Ingress, and the ignored rules would hold after all (NP12).
  if (types.size === 0) return stop('sentence.allIgnored', lines.length);
  const rulesOf = (direction: Direction): readonly NetworkPolicyRule[] =>
    said.flatMap((each) => (each.direction === direction && each.rule ? [each.rule] : []));
  const [ingress, egress] = [rulesOf('ingress'), rulesOf('egress')];
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { ...meta, name, namespace: subject.namespace },
    spec: {
      podSelector: subject.podSelector,
      policyTypes: [
        ...(types.has('ingress') ? (['Ingress'] as const) : []),
        ...(types.has('egress') ? (['Egress'] as const) : []),
      ],
      ...(ingress.length > 0 ? { ingress } : {}),
      ...(egress.length > 0 ? { egress } : {}),
    },
  };
}

function readSentence(cursor: Cursor, reading: Reading): void {
  if (cursor.take('policy') !== undefined) {
    const { text, column } = cursor.name('sentence.name');
    if (reading.name !== undefined || reading.subject) cursor.fail('sentence.secondName', {}, 1);
    checkName((problem) => cursor.fail('sentence.refused', { message: problem.text }, column), 'NetworkPolicy', text, []);
    reading.name = text;
  } else {
    const ignored = cursor.take('ignored:') !== undefined;
    readSubject(cursor, reading);
    const column = cursor.column();
    const verb = cursor.take('accept', 'send') ?? cursor.fail('sentence.verb');
    const direction = verb === 'accept' ? 'ingress' : 'egress';
    const nothing = cursor.take('nothing') !== undefined;
    if (ignored && nothing) cursor.fail('sentence.ignoredNothing', {}, column);
    for (const other of reading.said) {
      if (other.direction !== direction) continue;
      if (nothing || !other.rule) cursor.fail('sentence.nothing', { verb }, column);
      if (other.ignored !== ignored) cursor.fail('sentence.mixed', { verb }, column);
    }
    reading.said.push({
      direction,
      ignored,
      ...(nothing ? {} : { rule: readRule(cursor, verb, reading.subject?.namespace ?? '') }),
    });
  }
  if (!cursor.atEnd()) cursor.fail('sentence.end');
}

/** Every line begins with the same one: a policy has one podSelector, in one namespace (NP11). */
function readSubject(cursor: Cursor, reading: Reading): void {
  const start = cursor.column();
  const podSelector = readPods(cursor) ?? cursor.fail('sentence.subject');
  cursor.expect('in', 'sentence.subjectWhere');
  const { text, column } = cursor.name('sentence.subjectWhere');
  checkNamespaceName((problem) => cursor.fail('sentence.refused', { message: problem.text }, column), text, []);
  const subject: Subject = { namespace: text, podSelector };
  if (reading.subject && !sameValue(reading.subject, subject)) cursor.fail('sentence.otherSubject', {}, start);
  reading.subject = subject;
}
