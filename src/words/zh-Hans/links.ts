// Simplified Chinese of en/links.ts; terms as docs/glossary.md has them.
import type { Dictionary } from '../dictionary.ts';

export const LINK_WORDS: Dictionary = {
  'link.notALink': '这个地址里没有分享的解法。',
  'link.newerFormat': '这个链接由更新版本的游戏生成。请重新加载页面取得新版本，再打开链接。',
  'link.badCharacters': '这个链接含有我们的链接不会有的字符。多半在途中被改动过。',
  'link.tooLong': '这个链接比任何解法都长。',
  'link.tooLarge': '这个链接解开后比任何解法都大。',
  'link.damaged': '这个链接已损坏：校验和与内容不符。',
  'link.badContent': '这个链接解开后不是一个解法。',
  'link.notCanonical': '这个链接的写法和游戏自己的不同，因此不予信任。',
  'link.cutOff': '这个链接被截断了：{expected} 个字符只到了 {arrived} 个。',
  'link.olderLevel': '这个解法是为关卡的另一个修订版（修订 {rev}）做的。已按现在的版本检查过。',
  'level.unknown': '没有名为 {id} 的关卡。',
  'level.broken': '关卡 {id} 读不出来：{message}',
  'save.unreadable': '你保存的作品读不出来。它已另外存好，这一关从头开始。',
  'save.olderLevel': '你保存之后，这一关有过改动。你的编辑已应用到新版本上。',
};
