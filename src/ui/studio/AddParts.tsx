// Choosing who and which ports: from what is there, or in the words of a sentence.
import { useId, useState } from 'preact/hooks';
import type { NetworkPolicyPeer, NetworkPolicyPort } from '../../engine/model/kubernetes.ts';
import type { PeerChoice } from '../../studio/reader/choices.ts';
import { parsePeerText, parsePortText } from '../../studio/sentence/parseParts.ts';
import type { SentenceProblem } from '../../studio/sentence/tokens.ts';
import { useWords } from '../context.tsx';

interface WordsFieldProps {
  readonly label: string;
  readonly button: string;
  readonly options: readonly string[];
  readonly placeholder: string;
  /** Answers what is not understood; undefined when it was taken. */
  readonly onAdd: (text: string) => SentenceProblem | undefined;
  /** What is seen before the field; `label` says it in full. */
  readonly caption: string;
}

/** One line with suggestions and a button; Enter adds. */
function WordsField({ label, caption, button, options, placeholder, onAdd }: WordsFieldProps): preact.JSX.Element {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<SentenceProblem | undefined>(undefined);
  const id = useId();
  const t = useWords();
  const add = (): void => {
    const found = onAdd(text);
    setProblem(found);
    if (!found) setText('');
  };
  return (
    <div class="studio-add">
      {caption !== '' && <span aria-hidden="true">{caption}</span>}
      <label class="grow">
        <span class="visually-hidden">{label}</span>
        <input
          list={id}
          value={text}
          spellcheck={false}
          autocomplete="off"
          placeholder={placeholder}
          aria-invalid={problem !== undefined}
          onInput={(event) => {
            setText(event.currentTarget.value);
            setProblem(undefined);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || text.trim() === '') return;
            event.preventDefault();
            add();
          }}
        />
      </label>
      <datalist id={id}>
        {options.map((option) => (
          <option key={option} value={option} />
        ))}
      </datalist>
      <button type="button" class="chip" disabled={text.trim() === ''} onClick={add}>
        {button}
      </button>
      {problem && (
        <p class="warn" role="alert">
          {t(problem.code, problem.params)}
        </p>
      )}
    </div>
  );
}

export function AddPeer(props: {
  readonly own: string;
  readonly label: string;
  readonly caption?: string;
  readonly choices: readonly PeerChoice[];
  readonly onAdd: (peer: NetworkPolicyPeer) => void;
}): preact.JSX.Element {
  const { own, label, caption = '', choices, onAdd } = props;
  const t = useWords();
  return (
    <WordsField
      label={label}
      caption={caption}
      button={t('ui.studio.addPeer')}
      options={choices.map(({ text }) => text)}
      placeholder={t('ui.studio.peerHint')}
      onAdd={(text) => {
        const parsed = parsePeerText(text, own);
        if (!parsed.ok) return parsed.problem;
        onAdd(parsed.value);
        return undefined;
      }}
    />
  );
}

export function AddPort(props: {
  readonly label: string;
  readonly caption?: string;
  readonly ports: readonly string[];
  readonly onAdd: (port: NetworkPolicyPort) => void;
}): preact.JSX.Element {
  const { label, caption = '', ports, onAdd } = props;
  const t = useWords();
  return (
    <WordsField
      label={label}
      caption={caption}
      button={t('ui.studio.addPort')}
      options={ports}
      placeholder={t('ui.studio.portHint')}
      onAdd={(text) => {
        const parsed = parsePortText(text);
        if (!parsed.ok) return parsed.problem;
        onAdd(parsed.value);
        return undefined;
      }}
    />
  );
}
