import type { Messages } from '../en.ts';

export const door: Messages['door'] = {
  lockedTitle: '这个地址不完整。',
  lockedText: 'Unfold 启动时打印了一个以“?token=…”结尾的地址，其中的密钥使旁人无法进入。请打开那个完整的地址。',
  lockedAgain: '找不到那个地址？请停止 Unfold 再重新启动，它会打印一个新的。',
  lockedReach: 'Unfold 在这里没有应答。如果它已经停止，请重新启动，然后打开它打印的地址。',
};
