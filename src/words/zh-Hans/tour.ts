// Simplified Chinese words of being shown around on the first level (`tour.*`).
import type { Dictionary } from '../dictionary.ts';

export const TOUR_WORDS: Dictionary = {
  'tour.count': '{at} / {total}',
  'tour.go': '带我过去',
  'tour.skip': '跳过',
  'tour.end': '我认得路了',
  'tour.again': '再带我看一遍',
  'tour.look.title': '看看这座大楼',
  'tour.look': {
    office: '选一个房间或一台笔记本：点一下，或者到图上按方向键。你看到的一切都可以选。',
    network: '选一个节点或一个 Pod：点一下，或者到图上按方向键。你看到的一切都可以选。',
  },
  'tour.send.title': { office: '寄一封信', network: '发一个数据包' },
  'tour.send': {
    office: '一个房间给 {person} 的笔记本写信。按“发送”，看信往哪里走。',
    network: '一个节点向 {pod} 发送数据包。按“发送”，看数据包往哪里走。',
  },
  'tour.read.title': { office: '上面是谁的号码？', network: '上面是谁的地址？' },
  'tour.read': {
    office: '信到了，目标却还没达成：寄件人是一个房间，{department} 里没有人写信。走到信送达的“{stop}”那一站，看看那里的寄件人。',
    network:
      '数据包到了，目标却还没达成：源地址属于节点，{department} 里没有 Pod 发送过。走到数据包送达的“{stop}”那一步，看看那里的源地址。',
  },
  'tour.change.title': '只改一处',
  'tour.change': {
    office: '部门 {department} 是空的。按“添加东西”（或在图上按 N），选择部门 {department}，放一台笔记本。',
    network: '命名空间 {department} 是空的。按“添加东西”（或在图上按 N），选择命名空间 {department}，添加一个 Pod。',
  },
  'tour.watch.title': '看它到达',
  'tour.watch': {
    office: '目标现在达成了。看看它的信：上面是笔记本自己的号码。',
    network: '目标现在达成了。看看它的数据包：源地址是 Pod 自己的。',
  },
  'tour.done.title': '整个游戏就是这样',
  'tour.done': {
    office: '看、寄、读是谁决定的、改一处、再寄一次。打开复盘，然后继续。',
    network: '看、发送、读是什么决定的、改一处、再发送一次。打开复盘，然后继续。',
  },
};
