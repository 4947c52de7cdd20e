/** A Chinese text to look at: sentences of a small grammar, one a line. */
import { Random } from '#shared/random.ts';

const PEOPLE = '老船夫 渔家女 年轻的先生 邻村的木匠 卖花的孩子 守桥人 远来的客人 磨坊主'.split(' ');
const TIMES = '清晨 黄昏时 雨后 入冬以前 过节那天 夜深了'.split(' ');
const PLACES = '河边 渡口 石桥上 茶馆里 竹林外 集市上'.split(' ');
const DEEDS = '等着归船 讲起旧事 修补渔网 听见笛声 写一封长信 数天上的星 晒新收的谷子'.split(' ');
const ENDS = ['，谁也没有说话', '，忘了回家的路', '，直到灯都灭了', '', ''];

export function riverTales(sentences: number, seed = 5): string {
  const random = new Random(seed);
  /** Earlier ones are likelier. */
  const pick = (words: readonly string[]): string => words[Math.floor(words.length * random.next() ** 1.5)] ?? '';
  const sentence = (): string => {
    const time = random.next() < 0.7 ? `${pick(TIMES)}，` : '';
    return `${time}${pick(PEOPLE)}在${pick(PLACES)}${pick(DEEDS)}${pick(ENDS)}。`;
  };
  return Array.from({ length: sentences }, sentence).join('\n');
}
