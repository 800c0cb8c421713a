// What the text changes of the level's start: struck and new lines in one column, and the same as a list of sentences. Fetched when it is asked for.
import { unifiedMergeView } from '@codemirror/merge';
import { yaml } from '@codemirror/lang-yaml';
import { syntaxHighlighting } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { useWords } from '../context.tsx';
import { listDifferences, SCAN_LIMIT } from './differences.ts';
import { colours, theme } from './theme.ts';

interface DiffViewProps {
  readonly before: string;
  readonly now: string;
}

const MOST_LISTED = 200;

/** Not by colour alone: what went is struck through, and each side has its sign in front. */
const marks = EditorView.theme({
  '.cm-deletedChunk': { backgroundColor: 'var(--ch-fail-soft)', paddingLeft: '6px' },
  '.cm-deletedChunk .cm-deletedLine::before': { content: '"− "' },
  '.cm-deletedChunk .cm-deletedText': { textDecoration: 'line-through' },
  '&.cm-merge-b .cm-changedLine': { backgroundColor: 'var(--ch-pass-soft)' },
  '&.cm-merge-b .cm-changedLine::before': { content: '"+ "' },
  '.cm-collapsedLines::before, .cm-collapsedLines::after': { content: '"⋯"' },
  '.cm-collapsedLines': { color: 'var(--ch-ink)', background: 'var(--ch-raised)' },
});

export function DiffView({ before, now }: DiffViewProps): preact.JSX.Element {
  const t = useWords();
  const host = useRef<HTMLDivElement>(null);
  const differences = useMemo(() => listDifferences(before, now), [before, now]);
  useEffect(() => {
    if (!host.current) return undefined;
    const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: 'open' });
    const view = new EditorView({
      parent: root,
      root,
      state: EditorState.create({
        doc: now,
        extensions: [
          lineNumbers(),
          yaml(),
          theme,
          marks,
          syntaxHighlighting(colours),
          EditorState.readOnly.of(true),
          EditorState.phrases.of({ '$ unchanged lines': t('ui.yaml.diff.same') }),
          EditorView.contentAttributes.of({ 'aria-label': t('ui.yaml.diff.label'), tabindex: '0' }),
          unifiedMergeView({
            original: before,
            mergeControls: false,
            collapseUnchanged: { margin: 2, minSize: 6 },
            diffConfig: { scanLimit: SCAN_LIMIT },
          }),
        ],
      }),
    });
    return () => view.destroy();
  }, [before, now]);
  return (
    <>
      <div class="editor" ref={host} />
      <details class="diff-words">
        <summary>{t('ui.yaml.diff.count', { count: differences.length })}</summary>
        <ol>
          {differences.slice(0, MOST_LISTED).map(({ line, lineBefore, removed, added }) => (
            <li key={`${lineBefore} ${line}`}>
              {t(kindOf(removed, added), { line: removed.length > 0 && added.length === 0 ? lineBefore : line })}
              {removed.map((text, index) => (
                <div key={index}>
                  <span class="diff-sign">{t('ui.yaml.diff.old')}</span> <code>{text}</code>
                </div>
              ))}
              {added.map((text, index) => (
                <div key={index}>
                  <span class="diff-sign">{t('ui.yaml.diff.new')}</span> <code>{text}</code>
                </div>
              ))}
            </li>
          ))}
        </ol>
        {differences.length > MOST_LISTED && <p>{t('ui.yaml.diff.more', { count: differences.length - MOST_LISTED })}</p>}
      </details>
    </>
  );
}

function kindOf(removed: readonly string[], added: readonly string[]): string {
  if (removed.length === 0) return 'ui.yaml.diff.added';
  return added.length === 0 ? 'ui.yaml.diff.removed' : 'ui.yaml.diff.changed';
}
