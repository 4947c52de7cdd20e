/** What is said of runs, of training and of sampling. */
import type { SentencePair } from '../../engine-sentence.ts';

export const runSentences: readonly SentencePair[] = [
  // runs
  ['There is no run with the number {0}: it may have been deleted.', '没有编号为 {0} 的运行：可能已被删除。'],
  ['This run was deleted.', '这个运行已被删除。'],
  ['This run is training in {0}. {1}', '这个运行正在{0}中训练。{1}'],
  ['Wait for it, or stop it there.', '请等待，或在那里停止它。'],
  ['Stop it before you put it into the trash.', '请先停止，再移到回收站。'],
  [
    'The program ended while this run was in progress. Resume it to go on from its last checkpoint.',
    '程序在运行途中结束。可从最后的检查点继续。',
  ],
  [
    'This run was begun with the kernels "{0}" and goes on with "{1}": the last bits of its figures may differ from those of a run trained with one of them alone.',
    '这个运行以内核“{0}”开始，以“{1}”继续：数值的末几位可能与只用其中一种训练时不同。',
  ],
  [
    'This run is not training. Only a run that trains can be paused or stopped.',
    '这个运行没有在训练。只有训练中的运行才能暂停或停止。',
  ],
  ['This run is training already. Wait for it, or stop it first.', '这个运行已在训练。请等待，或先停止。'],
  [
    'This run has done all its epochs. Give it more epochs to train on.',
    '这个运行已完成所有轮次。增加轮数即可继续训练。',
  ],
  [
    'This run has done {0} epochs: give it more than that, for example {1}.',
    '这个运行已做完 {0} 轮：请给更多轮数，例如 {1}。',
  ],
  ['This run has failed and would fail again: {0} Start a new run.', '这个运行已失败，继续仍会失败：{0}请新建运行。'],
  [
    'This run was imported without a text: it can be sampled from, but not trained.',
    '这个运行导入时没有文本：可以采样，但不能训练。',
  ],
  [
    'This run is not training: only a run that trains or is paused takes a new rate.',
    '这个运行没有在训练：只有训练中或暂停的运行才能改学习率。',
  ],
  [
    'This run has not begun to train and begins at the rate of its settings. Start a run with another rate instead.',
    '这个运行还没开始训练，会以设置中的学习率开始。请改用其他学习率新建运行。',
  ],
  ['The training thread ended without a word. Resume the run.', '训练线程无故结束。请继续这个运行。'],
  [
    'A network of {0} hidden units and {1} tokens is too large to train here. Choose fewer units or a smaller vocabulary.',
    '{0} 个隐藏单元、{1} 个词元的网络太大，无法在此训练。请减少单元或缩小词表。',
  ],
  [
    'A window model has no hidden state that an error could be followed back through: leave backpropagation untruncated, or choose the recurrent architecture.',
    '词窗模型没有可供误差回溯的隐藏状态：请不要截断反向传播，或选择循环结构。',
  ],
  [
    'Carrying the hidden state over needs the text in its own order: choose the sequential order, or do not carry it over.',
    '延续隐藏状态需要按原文顺序：请选择原文顺序，或不延续。',
  ],
  [
    'The training part of this text is empty: import the text with a larger share for training.',
    '这个文本的训练部分为空：请加大训练份额重新导入。',
  ],
  ['The training part of the text is empty.', '文本的训练部分为空。'],
  [
    'This is running text without sentences: choose a window, for example 32 tokens.',
    '这是不断句的连续文本：请设窗口，例如 32 个词元。',
  ],
  [
    'The longest sentence has {0} tokens, more than the {1} that can be trained on at once: choose a window, for example 32 tokens.',
    '最长的句子有 {0} 个词元，超过一次可训练的 {1} 个：请设窗口，例如 32 个词元。',
  ],
  [
    '{0} in epoch {1}, step {2}, at learning rate {3}. Try a lower rate, for example {4}, {5}.',
    '第 {1} 轮第 {2} 步，学习率 {3}：{0}。请降低学习率，例如 {4}，{5}。',
  ],
  ['The loss became {0}', '损失变为 {0}'],
  ['The training loss rose far above that of guessing', '训练损失远高于随机猜测'],
  ['The validation loss rose far above that of guessing', '验证损失远高于随机猜测'],
  ['A weight is no longer a finite number', '有权重不再是有限的数'],
  ['or clip the norm of the gradient, for example at 5', '或裁剪梯度范数，例如 5'],
  ['and check that the inputs are standardised', '并检查输入是否已标准化'],
  ['or clip the norm of the gradient lower', '或把梯度范数裁剪得更小'],
  [
    'This checkpoint belongs to another text: its place lies behind the end of this one.',
    '这个检查点属于另一个文本：它的位置超出了本文本的末尾。',
  ],
  [
    'The {0} part of the text does not end with a sentence end: import the text again.',
    '文本的 {0} 部分没有以句尾结束：请重新导入文本。',
  ],
  [
    'This run has no checkpoint yet. Train it for some seconds first, then try again.',
    '这个运行还没有检查点。请先训练几秒再试。',
  ],
  [
    'A checkpoint of this run is damaged and cannot be used. Check the disk, then train the run again from the start.',
    '这个运行的检查点已损坏，无法使用。请检查磁盘，然后从头训练。',
  ],
  [
    'The stored random state is damaged: start a new run, or go back to an older checkpoint.',
    '存储的随机状态已损坏：请新建运行，或回到更早的检查点。',
  ],
  // sampling
  [
    'No token can be drawn: the model gives no probability to any token that may be drawn.',
    '无法抽取词元：模型给所有可抽取的词元的概率都是零。',
  ],
  [
    'The loss on this text is not a finite number: the weights are not usable.',
    '这个文本上的损失不是有限的数：权重不可用。',
  ],
  ['A stream of this name is being written. Wait for it, or cancel it.', '同名的续写正在进行。请等待，或取消它。'],
  ['Nothing is being written under this name: it may have ended already.', '没有同名的续写：可能已结束。'],
];
