// One draft in three views: the sentences, the form, and the YAML of the editor. It is the session's draft under the object's key; what is
// typed here is written there, and what is typed there is read here.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { NetworkPolicy } from '../../engine/model/kubernetes.ts';
import { sameValue } from '../../engine/model/sameValue.ts';
import type { ManifestProblem } from '../../manifest/types.ts';
import { parsePolicySentences } from '../../studio/sentence/parseSentences.ts';
import type { SentenceProblem } from '../../studio/sentence/tokens.ts';
import { writePolicySentences } from '../../studio/sentence/writeSentences.ts';
import type { Weighed } from '../../store/studioTypes.ts';
import { useActions, useApp } from '../context.tsx';

export interface Draft {
  readonly policy: NetworkPolicy | undefined;
  readonly text: string;
  /** Of the sentences. */
  readonly problem: SentenceProblem | undefined;
  /** Of the YAML that is being typed. */
  readonly problems: readonly ManifestProblem[];
  readonly dirty: boolean;
  readonly weighed: Weighed | undefined;
  readonly say: (text: string) => void;
  readonly put: (policy: NetworkPolicy) => void;
  /** What was typed last is not written later. */
  readonly settle: () => void;
  /** The words are those of the draft, or of the document, again. */
  readonly reset: () => void;
}

/** Typing rests this long before the draft is written, and before it is weighed. */
const REST_MS = 250;

export function useDraft(key: string): Draft {
  const spec = useApp((state) => state.document.spec);
  const draft = useApp((state) => state.session.drafts[key]);
  const actions = useActions();
  const [policy, setPolicy] = useState<NetworkPolicy | undefined>(undefined);
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<SentenceProblem | undefined>(undefined);
  const [problems, setProblems] = useState<readonly ManifestProblem[]>([]);
  const [weighed, setWeighed] = useState<Weighed | undefined>(undefined);
  const typing = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  // What was read of the sentences last, or written into them.
  const understood = useRef<NetworkPolicy | undefined>(undefined);
  // What stands in the sentences now, for answers that arrive later.
  const said = useRef('');

  const settle = (): void => {
    clearTimeout(typing.current);
    typing.current = undefined;
  };

  const show = (next: NetworkPolicy): void => {
    setPolicy((old) => (sameValue(old, next) ? old : next));
    // Own words stay as they were typed: while they say the same, and while a sentence after the last understood one is unfinished.
    const parsed = parsePolicySentences(said.current, next);
    if (sameValue(understood.current, next) || (parsed.ok && sameValue(parsed.policy, next))) return;
    understood.current = next;
    said.current = writePolicySentences(next);
    setText(said.current);
    setProblem(undefined);
  };

  useEffect(() => {
    let stale = false;
    void actions.readDraft(key).then((read) => {
      if (stale || typing.current !== undefined) return;
      setProblems(read.problems);
      if (read.policy) show(read.policy);
      else if (draft === undefined) setPolicy(undefined);
    });
    return () => {
      stale = true;
    };
  }, [key, draft, spec]);

  useEffect(() => {
    setWeighed(undefined);
    if (draft === undefined || !policy) return undefined;
    let stale = false;
    const timer = setTimeout(() => {
      void actions.weighDraft(key, policy).then((answer) => {
        if (!stale) setWeighed(answer);
      });
    }, REST_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [policy, spec, draft === undefined]);

  useEffect(
    () => () => {
      // Left in the middle of a word: what was understood so far is not lost.
      if (typing.current === undefined) return;
      settle();
      if (understood.current) void actions.draftPolicy(key, understood.current);
    },
    [key],
  );

  return {
    policy,
    settle,
    reset: () => {
      settle();
      understood.current = undefined;
      said.current = '';
      void actions.readDraft(key).then((read) => {
        if (read.policy) show(read.policy);
      });
    },
    text,
    problem,
    problems,
    dirty: draft !== undefined,
    weighed,
    say: (next) => {
      said.current = next;
      setText(next);
      const parsed = parsePolicySentences(next, policy);
      setProblem(parsed.ok ? undefined : parsed.problem);
      settle();
      if (!parsed.ok) return;
      setPolicy(parsed.policy);
      understood.current = parsed.policy;
      typing.current = setTimeout(() => {
        typing.current = undefined;
        void actions.draftPolicy(key, parsed.policy);
      }, REST_MS);
    },
    put: (next) => {
      settle();
      show(next);
      void actions.draftPolicy(key, next);
    },
  };
}
