// Colours of YAML texts by CSS variables, shared by the editor and the view of changes.
import { HighlightStyle } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

export const colours: HighlightStyle = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--ch-code-key)' },
  { tag: [tags.string, tags.content], color: 'var(--ch-code-string)' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: 'var(--ch-code-atom)' },
  { tag: tags.comment, color: 'var(--ch-ink-soft)', fontStyle: 'italic' },
  { tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace], color: 'var(--ch-ink-soft)' },
]);

export const theme: Extension = EditorView.theme({
  '&': { height: '100%', fontSize: '13px', color: 'var(--ch-ink)', backgroundColor: 'var(--ch-raised)' },
  '&.cm-focused': { outline: '3px solid var(--ch-focus)', outlineOffset: '-3px' },
  '.cm-scroller': { fontFamily: 'ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", monospace' },
  '.cm-gutters': { backgroundColor: 'transparent', color: 'var(--ch-ink-soft)', border: '0' },
  '.cm-cursor': { borderLeftColor: 'var(--ch-ink)' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--ch-select)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--ch-selection)',
  },
  '.cm-tooltip': { color: 'var(--ch-ink)', backgroundColor: 'var(--ch-panel)', border: '1px solid var(--ch-line)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { minWidth: '120px', maxWidth: 'min(320px, 90vw)' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { color: 'var(--ch-on-accent)', backgroundColor: 'var(--ch-accent)' },
  '.cm-tooltip.cm-tooltip-hover, .cm-completionInfo': { maxWidth: 'min(360px, 90vw)' },
  '.cm-field-help': { padding: '6px 10px', margin: '0', lineHeight: '1.45', overflowWrap: 'anywhere' },
  '.cm-field-help code': { fontFamily: 'inherit', fontWeight: '600' },
  '.cm-panels': { color: 'var(--ch-ink)', backgroundColor: 'var(--ch-panel)' },
});
