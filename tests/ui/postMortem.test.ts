// The post-mortem is text: hostile names and lines stay what they are, whatever Markdown would make of them.
import { describe, expect, it } from 'vitest';
import { codeBlock, codeSpan, plainMarkdown, writePostMortem } from '../../src/ui/drill/postMortem.ts';
import { clockAt } from '../../src/ui/drill/spentWords.ts';
import { parseLevelText } from '../../src/levels/levelText.ts';
import { parseLevel } from '../../src/levels/parseLevel.ts';
import { say } from '../../src/words/say.ts';
import { readLevelFolder } from '../levels/folders.ts';

const t = (key: string, params: Readonly<Record<string, string | number>> = {}): string => say(key, params, { words: 'network' });

describe('the post-mortem', () => {
  it('plain text means nothing but itself', () => {
    expect(plainMarkdown('# a <img src=x> [b](c)\n* d')).toBe(String.raw`\# a \<img src=x\> \[b\](c) \* d`);
    expect(plainMarkdown('- no list')).toBe(String.raw`\- no list`);
  });

  it('code is fenced with more back quotes than it holds', () => {
    expect(codeSpan('a `` b')).toBe('```a `` b```');
    expect(codeSpan('`x`')).toBe('`` `x` ``');
    expect(codeBlock('```\nhidden', 'sh')).toBe('````sh\n```\nhidden\n````');
  });

  it('the clock goes past midnight', () => {
    expect([clockAt('23:50', 15), clockAt('22:10', 0)]).toEqual(['00:05', '22:10']);
  });

  it('tells the attempt: when, what, for how many minutes, what was named, what was changed', () => {
    const files = readLevelFolder('701-the-night-bell');
    const { level } = parseLevel(files);
    const { text } = parseLevelText(files['text/en.md'] ?? '');
    if (!level || !text) throw new Error('no level');
    const markdown = writePostMortem(
      {
        level,
        text,
        drill: {
          attempt: 2,
          spent: [
            { type: 'look', line: 'kubectl get pods | grep `<b>`', minutes: 1 },
            { type: 'change', label: 'edit.yaml', params: { name: 'Service/x|y <script>' }, minutes: 20, cured: false },
            { type: 'name', goal: 'cause', answer: 'Service/a b', right: true, minutes: 0 },
          ],
        },
        judgement: undefined,
        cure: {
          commands: 'helm upgrade',
          texts: [{ key: 'Network', lines: [{ mark: '+', text: 'a: ```' }] }],
          more: 0,
        },
        why: ['It <b>stops</b> here.'],
      },
      t,
    );
    expect(markdown).toContain('| 22:10 | 1 | `` kubectl get pods \\| grep `<b>` `` |');
    expect(markdown).toContain(String.raw`| 22:11 | 20 | Changed Service/x\|y \<script\>. It did not cure. |`);
    expect(markdown).toContain('Named: `Service/a b`');
    expect(markdown).toContain(String.raw`It \<b\>stops\</b\> here.`);
    expect(markdown).toContain('````diff\n+ a: ```\n````');
    expect(markdown).toMatch(/^# Post-mortem: The night bell\n/);
    expect(markdown.match(/^## .+$/gm)).toEqual([
      '## Symptom',
      '## Changed before',
      '## Timeline',
      '## Cause',
      '## Cure',
      '## What would have found it sooner',
      '## Rules',
    ]);
  });
});
