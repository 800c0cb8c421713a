// CodeMirror 6 for one YAML text: its own theme by CSS variables, problems as marks, completion from the manifest tables. Loaded lazily.
import { autocompletion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, hoverTooltip, keymap, lineNumbers, tooltips } from '@codemirror/view';
import type { CompletionField } from '../../manifest/fields.ts';
import { completionPlace } from './completionPlace.ts';
import type { FieldHelp } from './fieldHelp.ts';
import { colours, theme } from './theme.ts';

export interface EditorOptions {
  readonly parent: HTMLElement;
  readonly text: string;
  readonly label: string;
  /** How it is left by keyboard: read out when it is entered. */
  readonly note?: string;
  readonly readOnly: boolean;
  readonly onChange: (text: string) => void;
  readonly onApply: () => void;
  readonly onFormat: () => void;
  /** Asked for by keyboard: help on the field at the cursor, or that there is none. */
  readonly onHelp: () => void;
  readonly fieldsOf: (kind: string, path: readonly string[]) => Promise<readonly CompletionField[]>;
  /** Sentences on a field, beside the completion. */
  readonly sentencesOf: (field: CompletionField) => string;
  readonly helpAt: (text: string, offset: number) => Promise<FieldHelp | undefined>;
}

export interface YamlEditor {
  setText(text: string): void;
  /** The same as if the player had written it: it can be undone, and is told of. */
  replaceText(text: string): void;
  /** Where the cursor stands in the text. */
  cursor(): number;
  setReadOnly(readOnly: boolean): void;
  setProblems(
    problems: readonly {
      readonly line: number;
      readonly column: number;
      readonly severity: 'error' | 'warning';
      readonly message: string;
    }[],
  ): void;
  goTo(line: number, column: number): void;
  focus(): void;
  destroy(): void;
}

/** No wider than the editor: what stands at its edge is not cut off by the window's. */
function withinEditor(view: EditorView): { left: number; right: number; top: number; bottom: number } {
  const { left, right } = view.dom.getBoundingClientRect();
  return { left, right, top: 0, bottom: view.dom.ownerDocument.documentElement.clientHeight };
}

/** `code` in back quotes, as text nodes. */
function proseNode(page: Document, text: string): HTMLElement {
  const paragraph = page.createElement('p');
  paragraph.className = 'cm-field-help';
  text.split('`').forEach((part, index) => {
    if (index % 2 === 0) paragraph.append(part);
    else paragraph.appendChild(page.createElement('code')).textContent = part;
  });
  return paragraph;
}

export function createYamlEditor(options: EditorOptions): YamlEditor {
  const readOnly = new Compartment();
  const complete = async (context: CompletionContext): Promise<CompletionResult | null> => {
    const place = completionPlace(context.state.doc.sliceString(0, context.pos), context.state.doc.toString());
    if (!place || (place.typed === '' && !context.explicit)) return null;
    const fields = await options.fieldsOf(place.kind, place.path);
    if (place.valueField !== undefined) {
      const field = fields.find((item) => item.name === place.valueField);
      const values = field?.values?.filter((value) => value !== '') ?? [];
      return values.length === 0
        ? null
        : { from: context.pos - place.typed.length, options: values.map((label) => ({ label, type: 'enum' })) };
    }
    return {
      from: context.pos - place.typed.length,
      options: fields.map((field) => ({
        label: field.name,
        type: 'property',
        detail: field.type,
        apply: `${field.name}: `,
        info: () => proseNode(root.ownerDocument, options.sentencesOf(field)),
      })),
    };
  };
  // A shadow root lets the editor's style sheets be constructed ones, which the content policy admits; inline styles it would not.
  const root = options.parent.shadowRoot ?? options.parent.attachShadow({ mode: 'open' });
  // A description is looked for in the editor's own root.
  const note = options.note === undefined ? undefined : root.ownerDocument.createElement('p');
  if (note) {
    note.id = 'editor-note';
    note.hidden = true;
    note.textContent = options.note ?? '';
    root.append(note);
  }
  let applying = false;
  const view = new EditorView({
    parent: root,
    root,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        lineNumbers(),
        history(),
        drawSelection(),
        highlightActiveLine(),
        bracketMatching(),
        highlightSelectionMatches(),
        indentUnit.of('  '),
        yaml(),
        theme,
        syntaxHighlighting(colours),
        lintGutter(),
        autocompletion({ override: [complete], icons: false }),
        tooltips({ tooltipSpace: withinEditor }),
        hoverTooltip(async (editor, pos) => {
          const help = await options.helpAt(editor.state.doc.toString(), pos);
          return help
            ? { pos, above: true, create: () => ({ dom: proseNode(root.ownerDocument, `\`${help.name}\`: ${help.text}`) }) }
            : null;
        }),
        keymap.of([
          { key: 'Mod-Enter', run: () => (options.onApply(), true) },
          { key: 'Shift-Alt-f', run: () => (options.onFormat(), true) },
          { key: 'Alt-F1', run: () => (options.onHelp(), true) },
          // Escape then Tab leaves the editor, so that Tab is never a trap (CodeMirror's own rule).
          indentWithTab,
          ...defaultKeymap,
          ...historyKeymap,
          ...searchKeymap,
        ]),
        // Typing over a selection, the browser would merge lines with inline styles, which the content policy refuses: do it ourselves.
        EditorView.domEventHandlers({
          beforeinput: (event, editor) => {
            if (event.inputType !== 'insertText' || event.isComposing || event.data === null || editor.state.readOnly)
              return false;
            if (editor.state.selection.main.empty && !event.data.includes('\n')) return false;
            editor.dispatch(editor.state.replaceSelection(event.data), { scrollIntoView: true, userEvent: 'input.type' });
            event.preventDefault();
            return true;
          },
        }),
        EditorView.contentAttributes.of({
          'aria-label': options.label,
          spellcheck: 'false',
          tabindex: '0',
          ...(note ? { 'aria-describedby': note.id } : {}),
        }),
        readOnly.of(EditorState.readOnly.of(options.readOnly)),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !applying) options.onChange(update.state.doc.toString());
        }),
      ],
    }),
  });
  return {
    setText: (text) => {
      if (view.state.doc.toString() === text) return;
      applying = true;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
      applying = false;
    },
    replaceText: (text) => {
      const { doc, selection } = view.state;
      const old = doc.toString();
      if (old === text) return;
      const line = doc.lineAt(selection.main.head).number;
      view.dispatch({ changes: { from: 0, to: doc.length, insert: text }, userEvent: 'input.format' });
      const target = view.state.doc.line(Math.min(view.state.doc.lines, line));
      view.dispatch({ selection: { anchor: target.from }, scrollIntoView: true });
    },
    focus: () => view.focus(),
    cursor: () => view.state.selection.main.head,
    setReadOnly: (value) => view.dispatch({ effects: readOnly.reconfigure(EditorState.readOnly.of(value)) }),
    setProblems: (problems) => {
      const marks: Diagnostic[] = problems.map((problem) => {
        const line = view.state.doc.line(Math.min(view.state.doc.lines, Math.max(1, problem.line)));
        const from = Math.min(line.to, line.from + Math.max(0, problem.column - 1));
        return { from, to: line.to, severity: problem.severity, message: problem.message };
      });
      view.dispatch(setDiagnostics(view.state, marks));
    },
    goTo: (line, column) => {
      const target = view.state.doc.line(Math.min(view.state.doc.lines, Math.max(1, line)));
      const at = Math.min(target.to, target.from + Math.max(0, column - 1));
      // In the middle: what a field holds stands below it, and is what one came to read.
      view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) });
      view.focus();
    },
    destroy: () => {
      view.destroy();
      note?.remove();
    },
  };
}
