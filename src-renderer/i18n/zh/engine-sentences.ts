/** What the engine and its doors say, in 简体中文. */
import type { SentencePair } from '../engine-sentence.ts';

export const engineSentences: readonly SentencePair[] = [
  // the program and its library
  ['Unfold is closing. Open it again to go on.', 'Unfold 正在关闭。重新打开即可继续。'],
  ['Unfold is closing; the run goes on in another program.', 'Unfold 正在关闭；运行在另一个程序中继续。'],
  ['Unfold was stopped.', 'Unfold 已停止。'],
  ['Something went wrong inside Unfold: {0}. The log has the details.', 'Unfold 内部出错：{0}。详情见日志。'],
  ['Something went wrong inside Unfold: {0}.', 'Unfold 内部出错：{0}。'],
  [
    'UNFOLD_THREADS is {0}. Give it a number of threads, or "automatic".',
    'UNFOLD_THREADS 为 {0}。请给出线程数，或“automatic”。',
  ],
  ['UNFOLD_VECTORS is {0}. Give it 128, 256 or "automatic".', 'UNFOLD_VECTORS 为 {0}。请给出 128、256 或“automatic”。'],
  [
    'Another program is writing to the library. Try again in a moment; if it goes on, close other copies of Unfold.',
    '另一个程序正在写入文库。请稍后再试；如仍如此，请关闭其他 Unfold。',
  ],
  [
    'The disk is full. Free some space, then try again; nothing was lost.',
    '磁盘已满。请腾出空间再试；没有丢失任何内容。',
  ],
  [
    'The library cannot be written. Allow writing to {0} and its folder, or choose another folder.',
    '无法写入文库。请允许写入 {0} 及其文件夹，或另选文件夹。',
  ],
  [
    'The library cannot be opened. Check that {0} may be read and written, or choose another folder.',
    '无法打开文库。请确认 {0} 可读可写，或另选文件夹。',
  ],
  [
    'The library is damaged or is not a library of Unfold. Move {0} away and start again, or put back a copy.',
    '文库已损坏，或不是 Unfold 的文库。请移走 {0} 重新开始，或换回备份。',
  ],
  [
    'Reading or writing the library failed. Check the disk that holds {0}, then try again.',
    '读写文库失败。请检查 {0} 所在的磁盘，然后再试。',
  ],
  ['The library could not be used: {0}. The log has the details.', '文库无法使用：{0}。详情见日志。'],
  [
    'This library was written by a newer version of Unfold (its format is {0}, this one reads up to {1}). Update Unfold, or choose another data folder.',
    '这个文库由更新版本的 Unfold 写成（其格式为 {0}，本版本最高支持 {1}）。请更新 Unfold，或另选数据文件夹。',
  ],
  [
    'The folder {0} cannot be used. Choose a folder that you may write to (--data DIR, or UNFOLD_DATA).',
    '无法使用文件夹 {0}。请选择可写入的文件夹（--data 目录，或 UNFOLD_DATA）。',
  ],
  ['This library is already open in {0}.', '这个文库已在{0}中打开。'],
  [
    '{0} Use it there, close it first, or choose another folder with --data.',
    '{0}请在那里使用，或先关闭它，或用 --data 另选文件夹。',
  ],
  ['the desktop window', '桌面窗口'],
  ['the browser', '浏览器'],
  ['the browser ({0})', '浏览器（{0}）'],
  ['a terminal command', '终端命令'],
  ['another program', '另一个程序'],
  // kernels
  ['WebAssembly SIMD with fused multiply-add.', '使用融合乘加的 WebAssembly SIMD。'],
  [
    'WebAssembly SIMD without fused multiply-add, which this processor or runtime does not offer: training is a little slower.',
    '不使用融合乘加的 WebAssembly SIMD（此处理器或运行环境不提供）：训练略慢。',
  ],
  [
    'The plain TypeScript kernels, which are slow: the compiled ones are missing from {0}. Build or install Unfold again.',
    '使用较慢的 TypeScript 内核：{0} 中缺少编译好的内核。请重新构建或安装 Unfold。',
  ],
  [
    'The plain TypeScript kernels, which are slow: this processor or runtime has no WebAssembly SIMD.',
    '使用较慢的 TypeScript 内核：此处理器或运行环境没有 WebAssembly SIMD。',
  ],
  // doors
  [
    'The engine ended unexpectedly (code {0}) and was started again. Resume interrupted runs from their last checkpoint.',
    '引擎意外结束（代码 {0}），已重新启动。被中断的运行可从最后的检查点继续。',
  ],
  ['The engine ended unexpectedly and is being started again.', '引擎意外结束，正在重新启动。'],
  [
    'The engine ended unexpectedly several times. Quit Unfold and start it again.',
    '引擎多次意外结束。请退出 Unfold 再重新启动。',
  ],
  ['"{0}" cannot be read. Choose another folder.', '无法读取“{0}”。请另选文件夹。'],
  ['The system cannot show {0}. Open it by hand.', '系统无法显示 {0}。请手动打开。'],
  ['"{0}" is not there, or may not be read. Choose it again.', '“{0}”不存在或不可读取。请重新选择。'],
  ['"{0}" is not a file. Choose text files.', '“{0}”不是文件。请选择文本文件。'],
  ['"{0}" is not a file on this computer. Save it first.', '“{0}”不是本机上的文件。请先保存。'],
  ['This file is no longer where it was. Choose it again.', '文件已不在原处。请重新选择。'],
  ['This file is no longer known to Unfold. Choose it again.', 'Unfold 已不认得这个文件。请重新选择。'],
  [
    'This file is larger than 16 GiB. Split it, or use the terminal on the machine itself.',
    '文件超过 16 GiB。请拆分，或在那台机器上使用终端。',
  ],
  [
    'Open the address that Unfold printed when it was started: it carries a secret.',
    '请打开 Unfold 启动时显示的地址：其中带有密钥。',
  ],
  ['There is no such page.', '没有这个页面。'],
  [
    '{0} The last action may or may not have been done: look, then repeat.',
    '{0}上一个操作可能已完成，也可能没有：请先查看，再重做。',
  ],
  // texts
  ['There is no text with the number {0}: it may have been deleted.', '没有编号为 {0} 的文本：可能已被删除。'],
  ['Choose at least one text.', '请至少选择一个文本。'],
  ['Pasted text may have 10 million characters; use a file.', '粘贴的文本最多一千万字符；请改用文件。'],
  ['A name needs at least one character.', '名称至少要有一个字符。'],
  ['An import with this number is under way. Wait for it, or cancel it.', '同一编号的导入正在进行。请等待，或取消它。'],
  ['There is no such import under way: it may have ended already.', '没有正在进行的此项导入：可能已结束。'],
  ['The import was cancelled; nothing was stored.', '导入已取消；没有存储任何内容。'],
  ['{0} is not a file. Choose a text file.', '{0} 不是文件。请选择文本文件。'],
  ['{0} no longer exists. Choose the file again.', '{0} 已不存在。请重新选择文件。'],
  ['{0} cannot be read. Check that you may open it, then try again.', '无法读取 {0}。请确认有权打开，然后再试。'],
  ['The work on this text ended because the program is closing.', '程序正在关闭，对这个文本的处理已结束。'],
  [
    'This text needs more memory than there is. Use less of it, or cut it into words instead of characters.',
    '内存不足以处理这个文本。请少用一些，或改为按词切分。',
  ],
  [
    'No text is left for training: give at least one file the role train or split.',
    '没有可供训练的文本：请至少把一个文件设为“训练”或“划分”。',
  ],
  [
    'The text has a single token, which is too little to learn from: add more text.',
    '文本只有一个词元，不足以学习：请添加文本。',
  ],
  ['The text is empty (0 bytes): choose a file that has text in it.', '文本是空的（0 字节）：请选择有内容的文件。'],
  ['The text has nothing but white space: choose a file that has words in it.', '文本只有空白：请选择有文字的文件。'],
  ['The text has nothing but white space: choose one that has words in it.', '文本只有空白：请选择有文字的文本。'],
  [
    'The text has too few sentences for a validation part: it stays empty, and no validation loss is shown.',
    '句子太少，分不出验证部分：它为空，不显示验证损失。',
  ],
  ['The text has too few sentences for a test part: it stays empty.', '句子太少，分不出测试部分：它为空。'],
  [
    'Only {0} tokens are left for training: a model will learn them by heart; add more text.',
    '只剩 {0} 个词元用于训练：模型会把它们背下来；请添加文本。',
  ],
  [
    '{0} is {1}, not plain text: save its text as UTF-8 and import that.',
    '{0} 是 {1}，不是纯文本：请把其中的文字另存为 UTF-8 再导入。',
  ],
  [
    '{0} does not look like text (it is full of control bytes): choose a plain text file, or its encoding.',
    '{0} 不像文本（满是控制字节）：请选择纯文本文件，或指定其编码。',
  ],
  [
    'The shares of train, validation and test must sum to 100, and train must be above 0.',
    '训练、验证、测试的份额之和须为 100，且训练须大于 0。',
  ],
  [
    'The text has more than 16 million different tokens: cut it into words or characters, or use less of it.',
    '文本的不同词元超过一千六百万：请按词或按字切分，或少用一些。',
  ],
  [
    "The model's vocabulary has no {0}: add it to the list of tokens and import it again.",
    '模型的词表中没有 {0}：请把它加入词元列表，再重新导入。',
  ],
  ['The stored vocabulary is damaged: import the text again.', '存储的词表已损坏：请重新导入文本。'],
  [
    '{0} invalid byte sequence(s) were replaced by U+FFFD: choose another encoding if words look wrong.',
    '{0} 处无效字节已替换为 U+FFFD：如文字不对，请另选编码。',
  ],
  ['{0} NUL character(s) were removed.', '已去除 {0} 个 NUL 字符。'],
  [
    '{0} sentence(s) had more than {1} tokens and were cut: check the sentence rule.',
    '{0} 个句子超过 {1} 个词元，已被截断：请检查断句规则。',
  ],
  [
    '{0} literal <s> or </s> were read as sentence marks, which are added to every sentence anyway.',
    '文中 {0} 处 <s> 或 </s> 被当作句子标记；每个句子本来就会加上它们。',
  ],
  ['Nothing to read in: {0}.', '没有可读的内容：{0}。'],
  [
    'The files are in different encodings ({0}): choose one if words look wrong.',
    '文件的编码不同（{0}）：如文字不对，请选定一种。',
  ],
  [
    'The {0} part of this text is empty. Import it with a larger share.',
    '这个文本的 {0} 部分为空。请加大其份额重新导入。',
  ],
  ['"{0}" is in the trash. Restore it first.', '“{0}”在回收站中。请先恢复。'],
  ['"{0}" is training. Stop it before you put it into the trash.', '“{0}”正在训练。请先停止，再移到回收站。'],
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
    '{0} in epoch {1}, step {2}, at learning rate {3}. Try a lower rate, for example {4}, or {5}.',
    '第 {1} 轮第 {2} 步，学习率 {3}：{0}。请降低学习率，例如 {4}，或{5}。',
  ],
  ['The loss became {0}', '损失变为 {0}'],
  ['The training loss rose far above that of guessing', '训练损失远高于随机猜测'],
  ['The validation loss rose far above that of guessing', '验证损失远高于随机猜测'],
  ['A weight is no longer a finite number', '有权重不再是有限的数'],
  ['clip the norm of the gradient, for example at 5', '裁剪梯度范数，例如 5'],
  ['clip the norm of the gradient lower', '把梯度范数裁剪得更小'],
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
  // files of weights and figures
  ['{0} cannot be written. Choose another place, or free some space.', '无法写入 {0}。请另选位置，或腾出空间。'],
  [
    '{0} is too large for a model. Choose a safetensors file of a run.',
    '{0} 太大，不像模型。请选择运行导出的 safetensors 文件。',
  ],
  [
    '{0} cannot be read. Check its name and that you may open it, then try again.',
    '无法读取 {0}。请检查文件名和打开权限，然后再试。',
  ],
  ['A download names its format: {0}.', '下载须指明格式：{0}。'],
  ['{0}.safetensors: {1}', '{0}.safetensors：{1}'],
  ['The vocabulary must be a list of texts only.', '词表必须只含文字。'],
  ['The vocabulary must be a JSON list of texts.', '词表必须是 JSON 文字列表。'],
  [
    'The file has no vocabulary: add its tokens, in the order of the columns of W_in, under the name "vocabulary".',
    '文件没有词表：请按 W_in 各列的顺序，以“vocabulary”之名加入词元。',
  ],
  ['The vocabulary has {0} twice: each token must stand in it once.', '词表中 {0} 出现两次：每个词元只能出现一次。'],
  [
    'The vocabulary has no {0}: add it, with its column in W_in and its row in W_out.',
    '词表中没有 {0}：请连同它在 W_in 的列和 W_out 的行一起加入。',
  ],
  ['The file has no {0}: a model needs W_in, W_rec and W_out.', '文件中没有 {0}：模型需要 W_in、W_rec 和 W_out。'],
  [
    "The file also holds {0}: Unfold's network is W_in, W_rec and W_out alone, without biases.",
    '文件还含有 {0}：Unfold 的网络只有 W_in、W_rec 和 W_out，没有偏置。',
  ],
  ['W_rec is empty: there must be at least one hidden unit.', 'W_rec 为空：至少要有一个隐藏单元。'],
  ['The file says {0} hidden units, but its W_rec has {1}.', '文件写明 {0} 个隐藏单元，但 W_rec 有 {1} 个。'],
  [
    '{0} has the shape {1}, but {2} tokens and {3} hidden units need {4}: save it in that shape.',
    '{0} 的形状为 {1}，而 {2} 个词元和 {3} 个隐藏单元需要 {4}：请按此形状保存。',
  ],
  [
    '{0} has the shape {1}, but {2} tokens, {3} hidden units and a window of {4} projections of {5} need {6}: save it in that shape.',
    '{0} 的形状为 {1}，而 {2} 个词元、{3} 个隐藏单元和 {4} 个 {5} 维投影的词窗需要 {6}：请按此形状保存。',
  ],
  ['W_in is empty: a projection needs at least one number.', 'W_in 为空：投影至少要有一个数。'],
  ["The model's architecture is {0}: Unfold has {1}.", '模型的结构为 {0}：Unfold 支持 {1}。'],
  [
    'A window model needs its number of tokens as "context", 1 to {0}: the file says {1}.',
    '词窗模型需要以“context”写明词元数，1 到 {0}：文件写的是 {1}。',
  ],
  ["The model's cell is {0}: Unfold has {1}.", '模型的单元为 {0}：Unfold 支持 {1}。'],
  [
    'The text settings in the file are not ones that Unfold knows: remove text_settings from it, or update Unfold.',
    'Unfold 不认得文件中的文本设置：请去掉 text_settings，或更新 Unfold。',
  ],
  ['This is not a safetensors file: it has only {0} bytes.', '这不是 safetensors 文件：只有 {0} 字节。'],
  [
    'This is not a whole safetensors file: it announces a header of {0} bytes, and has {1}.',
    '这不是完整的 safetensors 文件：头部声明 {0} 字节，实际只有 {1} 字节。',
  ],
  [
    '{0} has the type {1}: save the weights as F32 (F64, F16 and BF16 can be read too).',
    '{0} 的类型为 {1}：请把权重存为 F32（也可读取 F64、F16 和 BF16）。',
  ],
  [
    'The file is damaged or not of this format: export or download it again.',
    '文件已损坏，或不是此格式：请重新导出或下载。',
  ],
  ['{0} nests deeper than the format allows: the file is damaged or hostile.', '{0} 嵌套过深：文件已损坏或有恶意。'],
  [
    '{0} is not valid JSON: the file is damaged, or not of this format.',
    '{0} 不是有效的 JSON：文件已损坏，或不是此格式。',
  ],
];
