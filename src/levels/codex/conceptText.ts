// Texts of a codex page, one Markdown file a locale, as strict as those of levels: fixed headings, plain paragraphs with `code` spans, no HTML, no links.
// A paragraph may end in the rules it claims, `[A-3 NP5]`: checked against the rule list, never shown.
import type { ConceptText } from './concept.ts';

export const CONCEPT_HEADINGS = {
  plain: 'In plain words',
  office: 'In the office',
  officeEnds: 'Where the office stops',
  tryIt: 'Try it',
  commands: 'On a real cluster',
  aliases: 'Also called',
} as const;
type Section = keyof typeof CONCEPT_HEADINGS;

/** Characters; a page is short. */
export const MAX_CONCEPT_FILE = 64 * 1024;

export interface ParsedConceptText {
  /** Absent when there is any problem. */
  readonly text?: ConceptText;
  readonly cites: readonly string[];
  readonly problems: readonly string[];
}

const CITES = /\s*\[([A-Z]+-?\d+(?:[ ,]+[A-Z]+-?\d+)*)\]$/;
const NAME_LINE = /^- `([a-z0-9-]+)` (.+)$/;

export function parseConceptText(markdown: string): ParsedConceptText {
  if (markdown.length > MAX_CONCEPT_FILE) return { cites: [], problems: ['the file is too large'] };
  const problems: string[] = [];
  const cites: string[] = [];
  const { title, subtitle, sections } = splitSections(markdown, problems);
  const paragraphs = (section: Section): string[] =>
    joinParagraphs(sections.get(section) ?? []).map((text) => {
      const cited = CITES.exec(text);
      if (cited) cites.push(...(cited[1] ?? '').split(/[ ,]+/));
      checkPlain(text, problems);
      return text.replace(CITES, '');
    });
  const tries = paragraphs('tryIt');
  const text: ConceptText = {
    title,
    subtitle,
    plain: paragraphs('plain'),
    office: paragraphs('office'),
    officeEnds: paragraphs('officeEnds'),
    tryIt: tries.filter((line) => !NAME_LINE.test(line)),
    names: Object.fromEntries(
      tries.flatMap((line) => {
        const [, id, name] = NAME_LINE.exec(line) ?? [];
        return id !== undefined && name !== undefined ? [[id, name]] : [];
      }),
    ),
    commands: (sections.get('commands') ?? []).map((line) => line.trim()).filter((line) => line !== '' && line !== '```'),
    aliases: paragraphs('aliases')
      .join(', ')
      .split(/[,，、]/)
      .map((alias) => alias.trim().replaceAll('`', ''))
      .filter((alias) => alias !== ''),
  };
  if (title === '' || subtitle === '') problems.push('title or subtitle is missing');
  for (const section of Object.keys(CONCEPT_HEADINGS) as Section[]) {
    const filled = section === 'commands' ? text.commands.length > 0 : text[section].length > 0;
    if (!filled) problems.push(`"## ${CONCEPT_HEADINGS[section]}" is missing or empty`);
  }
  return problems.length === 0 ? { text, cites, problems } : { cites, problems };
}

function splitSections(
  markdown: string,
  problems: string[],
): { title: string; subtitle: string; sections: Map<Section, string[]> } {
  const sections = new Map<Section, string[]>();
  let title = '';
  let subtitle = '';
  let open: string[] | undefined;
  for (const line of markdown.split(/\r?\n/)) {
    if (line.startsWith('# ')) title = line.slice(2).trim();
    else if (!open && subtitle === '' && /^\*[^*]+\*$/.test(line.trim())) subtitle = line.trim().slice(1, -1);
    else if (line.startsWith('## ')) {
      const section = sectionOf(line.slice(3).trim());
      if (section === undefined || sections.has(section)) problems.push(`unknown or repeated heading "${line}"`);
      open = [];
      if (section) sections.set(section, open);
    } else if (open) open.push(line);
    else if (line.trim() !== '') problems.push(`text before the first heading: "${line}"`);
  }
  return { title, subtitle, sections };
}

function sectionOf(heading: string): Section | undefined {
  return (Object.keys(CONCEPT_HEADINGS) as Section[]).find((section) => CONCEPT_HEADINGS[section] === heading);
}

function joinParagraphs(lines: readonly string[]): string[] {
  const joined: string[] = [];
  let open = false;
  for (const line of lines) {
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('- ')) open = false;
    if (trimmed === '') continue;
    if (open) joined.push(`${joined.pop() ?? ''} ${trimmed}`);
    else joined.push(trimmed);
    open = true;
  }
  return joined;
}

function checkPlain(text: string, problems: string[]): void {
  const prose = text.split('`');
  if (prose.length % 2 === 0) problems.push(`a back quote is not closed: "${text}"`);
  const outside = prose.filter((_part, index) => index % 2 === 0).join(' ');
  if (/<[a-z!/]|\*|\]\(|&[a-z]+;/i.test(outside)) problems.push(`only plain text and \`code\` spans: "${text}"`);
}
