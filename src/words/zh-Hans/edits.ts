// Simplified Chinese of en/edits.ts; terms as docs/glossary.md has them.
import type { Dictionary } from '../dictionary.ts';

export const EDIT_WORDS: Dictionary = {
  'edit.yaml': '已修改 {name}',
  'edit.typed': '输入了 {command}',
  'edit.shared': '来自分享的链接',
  'edit.reset': '回到开始',
  'edit.lint': '已修补 {name}',
  'edit.wire': '已接好 {name}',
  'edit.offer': '采纳了对 {name} 的建议',
  'edit.fork': '接过了分享的解法',
  'edit.solution': '显示了解法',
  'flow.badFlow': {
    office: '这封信寄不出去：这里没有叫 {text} 的。',
    network: '这条流量无法跟踪：{text} 不是这个世界里的一端（{why}）。',
  },
  'flow.unsupported': '这封信碰到了尚未模拟的东西：{part}。',
  'flow.tooComplex': '这封信可走的路超过 {traces} 条。',
  'flow.stale': '引擎正忙于更新的状态。再试一次。',
  'refused.watched': '这是学生的作品，只供查看，不能改动。',
  'refused.object': '这一关不能改动 {object}。',
  'refused.create': '这一关不能在 {namespace} 中添加 {kind}。',
  'refused.remove': '这一关不能移除 {object}。',
  'edit.answer': '回答：{answer}',
  'edit.answer.back': '已收回回答',
  'refused.answer': '这一关没有名为 {goal} 的问题。',
  'refused.network': '这一关不能改动 {path}。',
};
