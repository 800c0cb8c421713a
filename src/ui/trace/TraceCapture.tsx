// tcpdump at one interface or at all: the shown envelope as packets in tcpdump's own lines, point by point, and as a file for Wireshark.
import { useEffect, useState } from 'preact/hooks';
import type { CaptureAnswer } from '../../engine/report/capture/captureFlow.ts';
import type { Trace } from '../../engine/forward/trace.ts';
import { useActions, useWords } from '../context.tsx';
import { saveFile } from '../parts/saveFile.ts';

type Shown = { readonly answer: CaptureAnswer } | { readonly problem: string } | undefined;

export function TraceCapture({ trace }: { readonly trace: Trace }): preact.JSX.Element {
  const [at, setAt] = useState('');
  const [filter, setFilter] = useState('');
  const [points, setPoints] = useState<readonly string[]>([]);
  const [shown, setShown] = useState<Shown>(undefined);
  const actions = useActions();
  const t = useWords();
  const ask = async (place: string): Promise<void> => {
    const answer = await actions.capture({ filter, ...(place === '' ? {} : { at: place }) });
    if (!answer) return;
    if (!answer.ok) {
      setShown({ problem: t(problemKey(answer.code, answer.params), answer.params) });
      return;
    }
    if (place === '') setPoints(answer.value.points.map((point) => point.name));
    setShown({ answer: answer.value });
  };
  useEffect(() => {
    setAt('');
    void ask('');
  }, [trace]);
  const download = async (): Promise<void> => {
    const answer = await actions.capture({ filter, pcapng: true, ...(at === '' ? {} : { at }) });
    if (answer?.ok && answer.value.pcapng)
      saveFile(new Blob([new Uint8Array(answer.value.pcapng)], { type: 'application/octet-stream' }), 'cidr-house.pcapng');
  };
  return (
    <div class="capture">
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          void ask(at);
        }}
      >
        <label class="field-inline">
          {t('ui.capture.at')}
          <select
            value={at}
            onChange={(event) => {
              setAt(event.currentTarget.value);
              void ask(event.currentTarget.value);
            }}
          >
            <option value="">{t('ui.capture.everywhere')}</option>
            {points.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label class="field-inline grow">
          {t('ui.capture.filter')}
          <input
            class="mono"
            value={filter}
            spellcheck={false}
            autocomplete="off"
            placeholder={t('ui.capture.example')}
            onInput={(event) => setFilter(event.currentTarget.value)}
          />
        </label>
        <button type="submit">{t('ui.capture.run')}</button>
        <button type="button" onClick={() => void download()}>
          {t('ui.capture.file')}
        </button>
      </form>
      <div role="status">{shown && 'problem' in shown ? <p class="problem">{shown.problem}</p> : null}</div>
      {shown && 'answer' in shown && <Lines answer={shown.answer} />}
    </div>
  );
}

function Lines({ answer }: { readonly answer: CaptureAnswer }): preact.JSX.Element {
  const t = useWords();
  const at = answer.points.map((point, index) => ({
    name: point.name,
    lines: answer.lines.filter((_line, line) => answer.packets[line]?.point === index),
  }));
  const seen = at.filter(({ lines }) => lines.length > 0);
  if (seen.length === 0) return <p class="dim">{t('ui.capture.nothing')}</p>;
  return (
    <div class="capture-points">
      {seen.map(({ name, lines }) => (
        <section key={name} aria-label={name}>
          <h3>
            {name} <span class="dim">{t('ui.capture.count', { count: lines.length })}</span>
          </h3>
          <pre tabIndex={0}>{lines.join('\n')}</pre>
        </section>
      ))}
    </div>
  );
}

function problemKey(code: string, params: Readonly<Record<string, string | number>>): string {
  if (code === 'badFilter') return `filter.${params['problem']}`;
  if (code === 'badPoint') return `capture.badPoint.${params['kind']}`;
  return `flow.${code}`;
}
