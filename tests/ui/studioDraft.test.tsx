// The sentences of the desk while they are typed: an unfinished line is never taken away by the answer to an earlier one, and nothing typed is lost.
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { NetworkPolicy } from '../../src/engine/model/kubernetes.ts';
import type { AppStore } from '../../src/store/context.ts';
import { FIRST_DOCUMENT, FIRST_SESSION } from '../../src/store/context.ts';
import { parsePolicySentences } from '../../src/studio/sentence/parseSentences.ts';
import { writePolicySentences } from '../../src/studio/sentence/writeSentences.ts';
import { Environment, type UiEnvironment } from '../../src/ui/context.tsx';
import { type Draft, useDraft } from '../../src/ui/studio/useDraft.ts';

const KEY = 'NetworkPolicy/data/db';

function policyIn(text: string): NetworkPolicy {
  const parsed = parsePolicySentences(text);
  if (!parsed.ok) throw new Error(parsed.problem.code);
  return parsed.policy;
}

interface Desk {
  readonly draft: () => Draft;
  readonly written: () => NetworkPolicy | undefined;
  readonly leave: () => void;
}

/** A desk whose store keeps one draft and answers after a moment. */
function openDesk(start: NetworkPolicy): Desk {
  let current: Draft | undefined;
  let written: NetworkPolicy | undefined;
  const listeners = new Set<() => void>();
  let state = {
    document: FIRST_DOCUMENT,
    session: FIRST_SESSION as { readonly drafts: Readonly<Record<string, string>> },
    results: { revision: 0, engine: 'ready' },
    progress: { levels: {} },
    actions: {
      readDraft: async () => ({ policy: written ?? start, problems: [] }),
      draftPolicy: async (_key: string, policy: NetworkPolicy) => {
        written = policy;
        const text = writePolicySentences(policy);
        state = { ...state, session: { ...state.session, drafts: { [KEY]: text } } };
        for (const listener of listeners) listener();
        return text;
      },
      weighDraft: async () => undefined,
    },
  };
  const store = {
    getState: () => state,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  } as unknown as AppStore;
  function Probe(): null {
    current = useDraft(KEY);
    return null;
  }
  const host = document.createElement('div');
  document.body.append(host);
  void act(() =>
    render(
      <Environment.Provider value={{ store } as UiEnvironment}>
        <Probe />
      </Environment.Provider>,
      host,
    ),
  );
  return {
    draft: () => {
      if (!current) throw new Error('nothing is drawn');
      return current;
    },
    written: () => written,
    leave: () => void act(() => render(null, host)),
  };
}

const wait = async (ms: number): Promise<void> => {
  await act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });
};

afterEach(() => {
  vi.useRealTimers();
  document.body.replaceChildren();
});

describe('a draft in sentences', () => {
  const START = policyIn('policy db\nall pods in data accept nothing');
  const OPEN = 'policy db\nall pods in data accept TCP 80 from anyone';

  it('is written when typing rests, and an unfinished line stays', async () => {
    vi.useFakeTimers();
    const { draft, written } = openDesk(START);
    await wait(10);
    expect(draft().text).toBe(writePolicySentences(START));
    void act(() => draft().say(OPEN));
    await wait(240);
    expect(written()).toBeUndefined();
    void act(() => draft().say(OPEN));
    await wait(260);
    expect(written()).toEqual(policyIn(OPEN));
    void act(() => draft().say(`${OPEN}\nall po`));
    await wait(1000);
    expect(draft().text).toBe(`${OPEN}\nall po`);
    expect(draft().problem).toMatchObject({ code: 'sentence.subject', line: 3, column: 1 });
    expect(written()).toEqual(policyIn(OPEN));
  });

  it('goes back to what the document says, however unfinished the words are', async () => {
    vi.useFakeTimers();
    const { draft } = openDesk(START);
    await wait(10);
    void act(() => draft().say('policy db\nall po'));
    await wait(300);
    void act(() => draft().reset());
    await wait(10);
    expect(draft().text).toBe(writePolicySentences(START));
    expect(draft().problem).toBeUndefined();
  });

  it('takes what the form says in place of its words', async () => {
    vi.useFakeTimers();
    const { draft, written } = openDesk(START);
    await wait(10);
    void act(() => draft().say('policy db\nall po'));
    void act(() => draft().put(policyIn(OPEN)));
    await wait(10);
    expect(draft().text).toBe(`${OPEN}\n`);
    expect(draft().problem).toBeUndefined();
    expect(written()).toEqual(policyIn(OPEN));
  });

  it('left in the middle, keeps what was understood', async () => {
    vi.useFakeTimers();
    const { draft, written, leave } = openDesk(START);
    await wait(10);
    void act(() => draft().say(OPEN));
    leave();
    expect(written()).toEqual(policyIn(OPEN));
  });
});
