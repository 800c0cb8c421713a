// Texts of a level, one Markdown file a locale: `# Title`, `*subtitle*`, fixed headings, plain paragraphs with `code` spans, no HTML, no links, no emphasis.
// A paragraph may end in the rules it claims, `[A-3 NP5]`: checked against the rule list, never shown.
import type { DrillText, LevelText } from './level.ts';
import { MAX_LEVEL_FILE } from './schema.ts';

export const HEADINGS = {
  briefing: 'Briefing',
  network: 'In network words',
  goals: 'Goals',
  hints: 'Hints',
  debrief: 'Debrief',
  analogyEnds: 'Where the office stops',
  commands: 'On a real cluster',
} as const;
/** Of a drill: all of them or none. */
export const DRILL_HEADINGS = { report: 'Report', changes: 'Changes', looks: 'Looks', sooner: 'Sooner' } as const;
type DrillSection = keyof typeof DRILL_HEADINGS;
type Section = keyof typeof HEADINGS | DrillSection;
const ALL_HEADINGS: Readonly<Record<Section, string>> = { ...HEADINGS, ...DRILL_HEADINGS };

export interface ParsedLevelText {
  /** Absent when there is any problem. */
  readonly text?: LevelText;
  /** Rule ids that paragraphs end in. */
  readonly cites: readonly string[];
  readonly problems: readonly { readonly line: number; readonly message: string }[];
}

const CITES = /\s*\[([A-Z]+-?\d+(?:[ ,]+[A-Z]+-?\d+)*)\]$/;
const GOAL_LINE = /^- `([a-z0-9-]+)` (.+)$/;
const HINT_LINE = /^([123])\. (.+)$/;

interface Paragraph {
  readonly line: number;
  readonly text: string;
}

export function parseLevelText(markdown: string): ParsedLevelText {
  if (markdown.length > MAX_LEVEL_FILE) return { cites: [], problems: [{ line: 1, message: 'the file is too large' }] };
  const problems: { line: number; message: string }[] = [];
  const cites: string[] = [];
  const { title, subtitle, sections } = splitSections(markdown, problems);
  const paragraphs = (section: Section): string[] =>
    joinParagraphs(sections.get(section) ?? []).map(({ line, text }) => {
      const cited = CITES.exec(text);
      if (cited) cites.push(...(cited[1] ?? '').split(/[ ,]+/));
      checkPlain(text, line, problems);
      return text.replace(CITES, '');
    });
  const list = (section: Section, what: string): Record<string, string> =>
    Object.fromEntries(
      paragraphs(section).map((text) => {
        const [, id = '', sentence = ''] = GOAL_LINE.exec(text) ?? [];
        if (id === '') problems.push({ line: 1, message: `${what} is written "- \`id\` sentence", not "${text}"` });
        return [id, sentence];
      }),
    );
  const goals = list('goals', 'a goal');
  const hints = paragraphs('hints').map((text) => HINT_LINE.exec(text)?.[2] ?? '');
  const [first = '', second = '', third = ''] = hints;
  if (hints.length !== 3 || hints.includes('')) problems.push({ line: 1, message: 'there are three hints, numbered 1. 2. 3.' });
  const analogy = paragraphs('analogyEnds');
  const drill = drillText(sections, { paragraphs, list });
  if (drill === 'partly') problems.push({ line: 1, message: `a drill has all of ${Object.values(DRILL_HEADINGS).join(', ')}` });
  const text: LevelText = {
    title,
    subtitle,
    briefing: paragraphs('briefing'),
    network: paragraphs('network'),
    goals,
    hints: [first, second, third],
    debrief: paragraphs('debrief'),
    analogyEnds: analogy.join(' '),
    commands: (sections.get('commands') ?? [])
      .map(({ text: line }) => line.trim())
      .filter((line) => line !== '' && line !== '```'),
    ...(drill === undefined || drill === 'partly' ? {} : { drill }),
  };
  const empty =
    [title, subtitle, text.analogyEnds].includes('') ||
    [text.briefing, text.network, text.debrief, text.commands].some((list) => list.length === 0);
  if (empty) problems.push({ line: 1, message: 'title, subtitle or a section is missing' });
  return problems.length === 0 ? { text, cites, problems } : { cites, problems };
}

interface Readers {
  readonly paragraphs: (section: Section) => string[];
  readonly list: (section: Section, what: string) => Record<string, string>;
}

function drillText(sections: ReadonlyMap<Section, unknown>, { paragraphs, list }: Readers): DrillText | 'partly' | undefined {
  const there = (Object.keys(DRILL_HEADINGS) as DrillSection[]).filter((section) => sections.has(section));
  if (there.length === 0) return undefined;
  const drill: DrillText = {
    report: paragraphs('report'),
    changes: list('changes', 'a change'),
    looks: list('looks', 'a look'),
    sooner: paragraphs('sooner'),
  };
  return Object.values(drill).every((part) => Object.keys(part as object).length > 0) ? drill : 'partly';
}

function splitSections(
  markdown: string,
  problems: { line: number; message: string }[],
): { title: string; subtitle: string; sections: Map<Section, Paragraph[]> } {
  const sections = new Map<Section, Paragraph[]>();
  let title = '';
  let subtitle = '';
  let open: Paragraph[] | undefined;
  for (const [index, text] of markdown.split(/\r?\n/).entries()) {
    const line = index + 1;
    if (text.startsWith('# ')) title = text.slice(2).trim();
    else if (!open && subtitle === '' && /^\*[^*]+\*$/.test(text.trim())) subtitle = text.trim().slice(1, -1);
    else if (text.startsWith('## ')) {
      const section = sectionOf(text.slice(3).trim());
      if (section === undefined || sections.has(section))
        problems.push({ line, message: `unknown or repeated heading "${text}"` });
      open = [];
      if (section) sections.set(section, open);
    } else if (open) open.push({ line, text });
    else if (text.trim() !== '') problems.push({ line, message: 'text before the first heading' });
  }
  return { title, subtitle, sections };
}

function sectionOf(heading: string): Section | undefined {
  return (Object.keys(ALL_HEADINGS) as Section[]).find((section) => ALL_HEADINGS[section] === heading);
}

/** Lines up to an empty one are a paragraph; a line that starts a list item starts one too. */
function joinParagraphs(lines: readonly Paragraph[]): Paragraph[] {
  const joined: Paragraph[] = [];
  let open: { line: number; text: string } | undefined;
  for (const { line, text } of lines) {
    const trimmed = text.trim();
    if (trimmed === '' || /^(- |[123]\. )/.test(trimmed)) open = undefined;
    if (trimmed === '') continue;
    if (open) open.text += ` ${trimmed}`;
    else {
      open = { line, text: trimmed };
      joined.push(open);
    }
  }
  return joined;
}

function checkPlain(text: string, line: number, problems: { line: number; message: string }[]): void {
  const prose = text.split('`');
  if (prose.length % 2 === 0) problems.push({ line, message: 'a back quote is not closed' });
  const outside = prose.filter((_part, index) => index % 2 === 0).join(' ');
  if (/<[a-z!/]|\*|\]\(|&[a-z]+;/i.test(outside)) problems.push({ line, message: 'only plain text and `code` spans' });
}
