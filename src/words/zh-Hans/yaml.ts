// Simplified Chinese of en/yaml.ts.
import type { Dictionary } from '../dictionary.ts';

export const YAML_WORDS: Dictionary = {
  'yaml.badIndent': '缩进不对：同一个映射的键要从同一列开始，下面的内容要再往右',
  'yaml.blockAsKey': '映射不能从这里开始：这一行有第二个冒号，或者上一行的缩进不对',
  'yaml.keyTwice': '这个键写了两次',
  'yaml.longKey': '键超过 1,024 个字符',
  'yaml.manyLines': '一个键跨了好几行：是不是冒号后面少了空格，或者缩进不对？',
  'yaml.keyNoText': '键必须是文本',
  'yaml.tab': '缩进不能用制表符；请用空格',
  'yaml.neverClosed': '{sign} 打开了，却没有关上',
  'yaml.cannotBegin': '文本不能以 {sign} 开头；请加上引号',
  'yaml.noColon': '有键没有冒号，或者文本缩进不够',
  'yaml.anchorName': '* 或 & 表示锚点的名字；如果不是锚点，请给文本加上引号',
  'yaml.secondDocument': '第二个文档从这里开始，前面却没有一行 ---',
  'yaml.noNumber': '{text} 不是 JSON 能容纳的数字',
  'yaml.unreadValue': '这种值不会读取',
  'yaml.forbiddenKey': '不允许使用键“{key}”',
  'yaml.tooLong': '文本有 {megabytes} MB；一次最多读 4 MB，这一行已经超出',
  'yaml.control': '不允许控制字符（U+{code}）；这不是文本',
  'yaml.manyDocuments': '文档超过 {most} 个',
  'yaml.tooDeep': '嵌套超过 {most} 层',
  'yaml.tooMany': '字段和值多得超出一个世界能有的',
};
