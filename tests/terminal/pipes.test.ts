// The shell's own part: words, quotes, pipes, here-documents, files, and grep's patterns against what they mean.
import { describe, expect, it } from 'vitest';
import { isIncomplete } from '../../src/terminal/runLine.ts';
import { parseShell } from '../../src/terminal/shell.ts';
import { splitScript } from '../../src/terminal/attachedRun.ts';
import { openTerminal } from '../support/terminal.ts';
import { terminalWorld } from '../support/terminalWorlds.ts';

const terminal = openTerminal(terminalWorld('kubenet'));
const LINES = 'apple\nBanana\ncherry 12\napple pie\nzebra';
const piped = (command: string): Promise<string> => terminal.type(`echo "${LINES}" | ${command}`);

describe('pipes', () => {
  it.each([
    ['grep an', 'Banana\n'],
    ['grep -i APPLE', 'apple\napple pie\n'],
    ['grep -v -i apple', 'Banana\ncherry 12\nzebra\n'],
    ['grep -c apple', '2\n'],
    ['grep -E "^(apple|zebra)$"', 'apple\nzebra\n'],
    [String.raw`grep 'apple\|zebra'`, 'apple\napple pie\nzebra\n'],
    ['grep "apple|zebra"', ''],
    ['grep -F "."', ''],
    ['grep -oE "[0-9]+"', '12\n'],
    ['grep -n cherry', '3:cherry 12\n'],
    ['grep -A1 Banana', 'Banana\ncherry 12\n'],
    ['grep -B 1 zebra', 'apple pie\nzebra\n'],
    ['grep -w pie', 'apple pie\n'],
    ['egrep "p{2}"', 'apple\napple pie\n'],
    ['head -2', 'apple\nBanana\n'],
    ['head -n 1', 'apple\n'],
    ['tail -n 2', 'apple pie\nzebra\n'],
    ['tail -n +4', 'apple pie\nzebra\n'],
    ['sort -r | head -1', 'zebra\n'],
    ['sort | uniq -c | head -1', '      1 Banana\n'],
    ['wc -l', '5\n'],
    ['cat | less', `${LINES}\n`],
  ])('%s', async (command, expected) => {
    expect(await piped(command)).toBe(expected);
  });

  it('grep -A and -B mark what was left out between two finds', async () => {
    expect(await terminal.type('echo "a\nx\nb\nc\nx\nd" | grep -A1 x')).toBe('x\nb\n--\nx\nd\n');
  });

  it('a pattern that would backtrack for ever answers at once', async () => {
    const text = 'a'.repeat(3000);
    expect(await terminal.type(`echo ${text} | grep -c -E '(a+)+$'`)).toBe('1\n');
    expect(await terminal.type(`echo ${text}b | grep -c -E '^(a|a)*$'`)).toMatch(/^0\n$|takes too long/);
  });

  it('what went wrong is not piped on', async () => {
    expect(await terminal.type('kubectl get nothing | grep -c error')).toBe(
      '0\nerror: the server doesn\'t have a resource type "nothing"\n',
    );
  });
});

describe('the shell', () => {
  it('knows variables, substitutions, files, && and ||', async () => {
    expect(await terminal.type('NAME=web; echo "$NAME ${NAME}s"')).toBe('web webs\n');
    expect(await terminal.type('POD=$(kubectl get pods -n shop -o name); echo $POD')).toBe('pod/web\n');
    expect(await terminal.type('echo one > a.txt; echo two >> a.txt; cat a.txt | wc -l')).toBe('2\n');
    expect(await terminal.type('false && echo no || echo yes')).toBe('yes\n');
    expect(await terminal.type('echo $NOBODY')).toBe('The variable NOBODY has not been set.\n');
    expect(await terminal.type("echo 'a $NAME' \"b'c\" d\\ e")).toBe("a $NAME b'c d e\n");
  });

  it('writes a manifest to a file and applies it', async () => {
    const text =
      "cat > ns.yaml <<'EOF'\napiVersion: v1\nkind: Namespace\nmetadata: { name: blue }\nEOF\nkubectl apply -f ns.yaml";
    expect(await terminal.type(text)).toBe('namespace/blue created\n');
  });

  it('asks for more where a text is not at its end', () => {
    expect(isIncomplete('kubectl apply -f - <<EOF')).toBe('heredoc');
    expect(isIncomplete('kubectl apply -f - <<EOF\nkind: Pod\n')).toBe('heredoc');
    expect(isIncomplete('kubectl apply -f - <<EOF\nkind: Pod\nEOF')).toBeUndefined();
    expect(isIncomplete('echo "open')).toBe('quote');
    expect(isIncomplete('kubectl get pods \\')).toBe('line');
    expect(isIncomplete('kubectl get pods |')).toBe('line');
    expect(isIncomplete('kubectl get pods &&\n')).toBe('line');
    expect(isIncomplete('kubectl get pods')).toBeUndefined();
  });

  it('refuses what a shell does beyond that by name', async () => {
    expect(await terminal.type('for i in 1 2; do echo $i; done')).toContain('for is not simulated');
    expect(await terminal.type('sleep 5 &')).toContain('& is not simulated');
    expect(await terminal.type('| grep x')).toBe('Nothing stands before |.\n');
    expect(await terminal.type('jq .')).toContain('jsonpath');
  });

  it('splits pasted lines into statements, here-documents whole', () => {
    const parts = splitScript(
      'kubectl get pods\nkubectl apply -f - <<EOF\nkind: Pod\nEOF\necho a; echo b && echo c\n# nothing\n',
    );
    expect(parts.map(({ text }) => text)).toEqual([
      'kubectl get pods',
      'kubectl apply -f - <<EOF\nkind: Pod\nEOF',
      'echo a',
      'echo b',
      'echo c',
    ]);
    expect(parts.map(({ when }) => when)).toEqual(['always', 'always', 'always', 'always', 'succeeded']);
  });

  it('a pod for one command is made, asked and taken away', () => {
    const parts = splitScript("kubectl run tmp -n shop --rm -it --image=busybox -- wget -qO- 'http://web' | head -1");
    expect(parts.map(({ text }) => text)).toEqual([
      'kubectl run tmp -n shop --image=busybox',
      'kubectl exec -i -n shop tmp -- wget -qO- http://web | head -1',
      'kubectl delete pod tmp -n shop',
    ]);
  });

  it('reads any text in a time that grows with it', () => {
    for (const piece of ['"', "'", '$(', '<<E\n', '|', '\\', '&&', '>', '((((', '${a'])
      expect(parseShell(piece.repeat(20_000))).toHaveProperty('ok');
    expect(parseShell('x'.repeat(300_000))).toMatchObject({ ok: false, code: 'tooLong' });
  });
});
