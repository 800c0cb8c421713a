// Simplified Chinese of en/made.ts; terms as docs/glossary.md has them.
import type { Dictionary } from '../dictionary.ts';

export const MADE_WORDS: Dictionary = {
  'made.file.tooLarge': '关卡文件最多 256 KB；这个超过了。',
  'made.file.notText': '这既不是 JSON 也不是 YAML。',
  'made.file.badContent': '这不是关卡编辑器写出的关卡：看看 {where}。',
  'made.refused.noTitle': '它没有标题：起一个，别人才知道打开的是什么。',
  'made.refused.noGoals': '它什么也没要求：至少写一条必须通过或不许通过的流量。',
  'made.refused.tooComplex': '评判它的步数超过游戏允许的：减少目标里的 Pod 或减少目标，就够小了。',
  'made.refused.alreadyWon': '它已经赢了：谁也没动手，所有目标就都成立。在起始状态弄坏点什么，或者要求一条现在还不通的流量。',
  'made.refused.noSolution': '还没有人证明它能赢：从它的起始状态自己解一遍，把你的解法作为参考解法。',
  'made.refused.notAllowed': '你的解法改动了 {what}，而这一关不许任何人改它：允许改它，或者不改它来解。',
  'made.refused.notWon': '你的解法没有赢：“{goal}”不成立。解到底，再采用那个解法。',
  'made.refused.wonByOpening':
    '全部打开就能赢：不许通过的，即使所有门都开着也通不过。请禁止一条只有规则才拦得住的流量，或者要求更小的暴露面。',
  'made.refused.wonByOpeningNothingForbidden': '全部打开就能赢，因为什么也没有禁止：加一条不许通过的流量。',
};
