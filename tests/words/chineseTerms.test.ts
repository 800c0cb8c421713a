// One term, one word (docs/glossary.md): the near words that a translator reaches for first, and that stand nowhere in the Chinese.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const PROJECT = join(import.meta.dirname, '../..');
const GLOSSARY = readFileSync(join(PROJECT, 'docs/glossary.md'), 'utf8');

/** Not this → but that. */
const INSTEAD: Readonly<Record<string, string>> = {
  名字空间: '命名空间',
  名称空间: '命名空间',
  选择算符: '选择器',
  终端节点: '端点',
  下一跳: '下一跃点',
  对等连接: '对等互连',
  私有终结点: '专用终结点',
  健康检查: '运行状况探测',
  健康探测: '运行状况探测',
  应用网关: '应用程序网关',
  公网: '公共',
  报文: '数据包',
  缺省: '默认值',
  顾客: '客人',
  商店: '店铺',
  警卫: '保安',
  守卫: '保安',
  探子: '探针',
  邮件室: '收发室',
  门禁: '读卡器',
  胸牌: '工牌',
  楼层区: '楼区',
  笔记本电脑: '笔记本',
  宾客名单: '来宾名单',
  来客名单: '来宾名单',
  您: '你',
};

function textsUnder(folder: string, pattern: RegExp): readonly (readonly [string, string])[] {
  return readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => pattern.test(name))
    .map((name) => [`${folder}/${name}`, readFileSync(join(PROJECT, folder, name), 'utf8')] as const);
}

const texts = [
  ...textsUnder('src/words/zh-Hans', /\.ts$/),
  ...textsUnder('levels', /zh-Hans\.md$/),
  ...textsUnder('codex', /zh-Hans\.md$/),
];

describe('Chinese terms', () => {
  it('there are texts of all three kinds', () => {
    expect(texts.length).toBeGreaterThan(110);
  });

  it('every word that is preferred is in the glossary', () => {
    expect([...new Set(Object.values(INSTEAD))].filter((word) => !GLOSSARY.includes(word))).toEqual([]);
  });

  it('near words stand nowhere', () => {
    const found = texts.flatMap(([name, text]) =>
      Object.entries(INSTEAD)
        .filter(([word]) => text.includes(word))
        .map(([word, instead]) => `${name}: ${word}, say ${instead}`),
    );
    expect(found).toEqual([]);
  });

  it('Chinese sentences end and pause with full-width signs', () => {
    expect(halfWidth('先看,再改。')).toEqual(['看,']);
    expect(texts.flatMap(([name, text]) => halfWidth(text).map((part) => `${name}: ${part}`))).toEqual([]);
  });

  it('a blank stands between Chinese and Latin, code spans included', () => {
    expect(crammed('设置`port`为 80个')).toEqual(['置c', 'e为', '0个']);
    expect(texts.flatMap(([name, text]) => crammed(text).map((part) => `${name}: ${part}`))).toEqual([]);
  });
});

function halfWidth(text: string): readonly string[] {
  return text.replaceAll(/`[^`]*`/g, 'code').match(/\p{Script=Han}[,;:?!](?= ?\p{Script=Han})/gu) ?? [];
}

function crammed(text: string): readonly string[] {
  const prose = text
    .replaceAll('\\n', '\n')
    .replaceAll(/```[\s\S]*?```/g, '')
    .replaceAll(/`[^`\n]*`/g, 'code');
  return prose.match(/\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/gu) ?? [];
}
