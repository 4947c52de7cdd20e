/** What is said of perceptrons: their runs, their answers, their files. */
import type { SentencePair } from '../../engine-sentence.ts';

export const perceptronSentences: readonly SentencePair[] = [
  [
    '"{0}" is a perceptron: choose a run that learns from a text for this.',
    '“{0}”是感知机：这里请选择从文本学习的运行。',
  ],
  ['"{0}" is a language model: choose a perceptron\'s run for this.', '“{0}”是语言模型：这里请选择感知机的运行。'],
  // the network and its training
  [
    'The cross-entropy cost is for classes. Choose the quadratic cost to predict numbers.',
    '交叉熵代价用于类别。预测数值请选择二次代价。',
  ],
  [
    'Softmax outputs need the cross-entropy cost. Choose it, or sigmoid outputs.',
    'softmax 输出需要交叉熵代价。请选择它，或改用 sigmoid 输出。',
  ],
  [
    'The cross-entropy cost needs softmax or sigmoid outputs, not {0}. Choose one of these, or the quadratic cost.',
    '交叉熵代价需要 softmax 或 sigmoid 输出，而不是 {0}。请选择其中之一，或改用二次代价。',
  ],
  [
    'Softmax is for the output layer alone. Choose another activation for the hidden layers.',
    'softmax 只用于输出层。请为隐藏层另选激活函数。',
  ],
  [
    'Softmax needs at least two output units. Choose sigmoid for a single one.',
    'softmax 至少需要两个输出单元。只有一个时请选 sigmoid。',
  ],
  [
    'A network of the layers {0} is too large to train here. Choose fewer units.',
    '各层为 {0} 的网络太大，无法在此训练。请减少单元。',
  ],
  [
    'The network in the file has the layers {0}, but these data need {1}. Choose another file.',
    '文件中网络的各层为 {0}，而这些数据需要 {1}。请另选文件。',
  ],
  [
    'The training part of these data is empty: import them with a larger share for training.',
    '这些数据的训练部分为空：请加大训练份额重新导入。',
  ],
  ['The training part of the data is empty.', '数据的训练部分为空。'],
  [
    'This checkpoint belongs to other data: its place lies behind the end of these.',
    '这个检查点属于另一份数据：它的位置超出了本数据的末尾。',
  ],
  ['The checkpoint has no {0}: it does not belong to this network.', '检查点中没有 {0}：它不属于这个网络。'],
  [
    'This run was imported without data: it can be asked, but neither trained nor tested on them.',
    '这个运行导入时没有数据：可以提问，但不能训练，也不能测试。',
  ],
  [
    'Another run is training. Pause it, or wait for it, then go on step by step.',
    '另一个运行正在训练。请暂停它或等它结束，再逐步进行。',
  ],
  ['Choose its speed there.', '请在那里选择它的速度。'],
  [
    'This network has {0} weights, and at most {1} are shown. Export it to look at them.',
    '这个网络有 {0} 个权重，最多显示 {1} 个。请导出后查看。',
  ],
  [
    'A network has an output layer and at most {0} hidden ones: {1} sizes and {2} activations are not possible.',
    '网络有一个输出层和最多 {0} 个隐藏层：不可能有 {1} 个层大小和 {2} 个激活函数。',
  ],
  [
    'A layer of {0} units is not possible. Choose a whole number from 1 to {1}.',
    '一层不可能有 {0} 个单元。请选 1 到 {1} 的整数。',
  ],
  // what it answers
  ['There are no examples to evaluate.', '没有可供评估的样本。'],
  ['There are no examples with a known target in it. Choose another file.', '其中没有目标已知的样本。请另选文件。'],
  [
    'These examples have {0} inputs, but the network has {1}: choose a file like the one that it learned from.',
    '这些样本有 {0} 个输入，而网络有 {1} 个：请选择与学习时同类的文件。',
  ],
  [
    '{0} examples of {1} inputs need {2} numbers, not {3}.',
    '{0} 个样本、每个 {1} 个输入，需要 {2} 个数，而不是 {3} 个。',
  ],
  [
    'The cost on these examples is not a finite number: the weights are not usable.',
    '这些样本上的代价不是有限的数：权重不可用。',
  ],
  [
    'This network predicts numbers: only classes are right or wrong. Ask for all examples.',
    '这个网络预测数值：只有类别才有对错。请查看全部样本。',
  ],
  [
    'This network predicts numbers: pictures with labels cannot be compared with it.',
    '这个网络预测数值：不能用带标签的图片与它比较。',
  ],
  [
    'This network predicts several numbers at once: a table cannot be compared with it.',
    '这个网络同时预测多个数：不能用表格与它比较。',
  ],
  [
    'The table does not have the column that is predicted: without it nothing can be compared.',
    '表格中没有要预测的那一列：没有它就无从比较。',
  ],
  [
    'The table has no column "{0}", which the network has learned from. Add it, or correct its name.',
    '表格中没有列“{0}”，而网络是由它学习的。请添加，或改正列名。',
  ],
  ['The table has {0} columns. The network needs these: {1}.', '表格有 {0} 列。网络需要这些列：{1}。'],
  ['The table has more than {0} fields: use a part of it at a time.', '表格的字段超过 {0} 个：请每次只用一部分。'],
  [
    'Row {0}: the network does not know the class "{1}". Correct it, or leave the row out.',
    '第 {0} 行：网络不认得类别“{1}”。请改正，或舍去此行。',
  ],
  [
    'Row {0} has {1} fields, but the network has {2} input columns. Give one field for each.',
    '第 {0} 行有 {1} 个字段，而网络有 {2} 个输入列。请每列给出一个字段。',
  ],
  // files of weights
  ['The network in the file is not possible. {0}', '文件中的网络不成立。{0}'],
  ['the sizes of its layers, {0} for example', '各层的大小，例如 {0}'],
  ['a list of {0}', '由以下各项组成的列表：{0}'],
  [
    'The model was saved in version {0} of its format, and this program reads version {1}: update Unfold.',
    '模型以格式版本 {0} 保存，而本程序读取版本 {1}：请更新 Unfold。',
  ],
  ['The file has no {0}: add {1} to its metadata under this name.', '文件中没有 {0}：请以此名在元数据中加入{1}。'],
  ["The file's {0} is {1}: it must be {2}.", '文件的 {0} 为 {1}：它必须是{2}。'],
  ['The file also holds {0}: its layers are [{1}].', '文件还含有 {0}：它的各层为 [{1}]。'],
  ['The file has no {0}: its layers are [{1}].', '文件中没有 {0}：它的各层为 [{1}]。'],
  [
    '{0} has the shape [{1}], but the layers [{2}] need [{3}]: save it in that shape.',
    '{0} 的形状为 [{1}]，而各层 [{2}] 需要 [{3}]：请按此形状保存。',
  ],
  [
    '{0} holds values that are not finite numbers: the training it comes from had diverged. Use an earlier save of it.',
    '{0} 中有不是有限数的值：它所来自的训练已经发散。请改用较早保存的文件。',
  ],
  ["The file's {0} must be a list of {1} texts.", '文件的 {0} 必须是 {1} 个文字的列表。'],
  [
    "The file's table_encoding is not one that Unfold knows: remove it from the file, or update Unfold.",
    'Unfold 不认得文件中的 table_encoding：请从文件中去掉它，或更新 Unfold。',
  ],
  [
    "The file's columns become {0} inputs, but its network has {1}: remove table_encoding from the file, or save it again.",
    '文件中的列会变成 {0} 个输入，而其网络有 {1} 个：请从文件中去掉 table_encoding，或重新保存。',
  ],
  ["The file's input_scale is {0}: it must be a positive number.", '文件的 input_scale 为 {0}：它必须是正数。'],
];
