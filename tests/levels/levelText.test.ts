// Level texts: fixed headings, plain paragraphs, rule ids at the end of a paragraph.
import { describe, expect, it } from 'vitest';
import { parseLevelText } from '../../src/levels/levelText.ts';

const GOOD = `# Title
*A plain subtitle*

## Briefing
First line
goes on. [A-3 NP5]

Second paragraph with \`code <b>\`.

## In network words
Words.

## Goals
- \`one\` The first goal
  goes on.
- \`two\` The second.

## Hints
1. Layer.
2. Object.
3. Change.

## Debrief
Learned. [SVC12]

## Where the office stops
Here.

## On a real cluster
\`\`\`
kubectl get pods -A
az aks show
\`\`\`
`;

describe('parseLevelText', () => {
  it('reads every section and keeps rule ids apart', () => {
    const { text, cites, problems } = parseLevelText(GOOD);
    expect(problems).toEqual([]);
    expect(text).toEqual({
      title: 'Title',
      subtitle: 'A plain subtitle',
      briefing: ['First line goes on.', 'Second paragraph with `code <b>`.'],
      network: ['Words.'],
      goals: { one: 'The first goal goes on.', two: 'The second.' },
      hints: ['Layer.', 'Object.', 'Change.'],
      debrief: ['Learned.'],
      analogyEnds: 'Here.',
      commands: ['kubectl get pods -A', 'az aks show'],
    });
    expect(cites).toEqual(['A-3', 'NP5', 'SVC12']);
  });

  it.each([
    ['markup', GOOD.replace('Learned.', 'Learned <b>this</b>.')],
    ['a link', GOOD.replace('Learned.', '[Learned](https://example.com).')],
    ['an unclosed back quote', GOOD.replace('Learned.', 'Learned `this.')],
    ['an unknown heading', GOOD.replace('## Debrief', '## Debriefing')],
    ['two hints only', GOOD.replace('3. Change.\n', '')],
    ['no subtitle', GOOD.replace('*A plain subtitle*\n', '')],
    ['no commands', GOOD.replace(/```[\s\S]*```/, '')],
    ['a goal without an id', GOOD.replace('`one`', 'one')],
  ])('refuses %s', (_what, text) => {
    const parsed = parseLevelText(text);
    expect(parsed.text).toBeUndefined();
    expect(parsed.problems.length).toBeGreaterThan(0);
  });
});
