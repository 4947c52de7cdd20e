/** What is said of texts and their import. */
import type { SentencePair } from '../../engine-sentence.ts';

export const textSentences: readonly SentencePair[] = [
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
];
