// 变体（`variant.*`）与纸上挑战（`paper.*`）的中文：出题、作答，以及教师页面对结果的说明。
import type { Dictionary } from '../dictionary.ts';

export const PAPER_WORDS: Dictionary = {
  'variant.play': '玩一个变体',
  'variant.about': '同一课，换了地址、端口和标签。你的星仍然是原关卡的星。',
  'variant.now': '变体 {seed}：地址、端口和标签不同。',
  'variant.name': '变体 {seed}',
  'variant.next': '再换一个变体',
  'variant.back': '回到原关卡',
};
