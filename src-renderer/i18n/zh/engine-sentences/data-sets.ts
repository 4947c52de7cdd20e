/** What is said of data sets: tables, pictures, generated ones. */
import type { SentencePair } from '../../engine-sentence.ts';

export const dataSetSentences: readonly SentencePair[] = [
  ['There is no data set with the number {0}: it may have been deleted.', '没有编号为 {0} 的数据集：可能已被删除。'],
  ['The size of {0} must be from {1} to {2}, not {3}.', '{0} 的大小须在 {1} 到 {2} 之间，而不是 {3}。'],
  // tables
  [
    'The table is empty: choose a file with a header and at least two rows.',
    '表格是空的：请选择有表头且至少两行的文件。',
  ],
  ['The table is empty: choose a file with at least one row.', '表格是空的：请选择至少有一行的文件。'],
  ['The table has a header but no rows: there is nothing to learn from.', '表格只有表头，没有数据行：没有可学的内容。'],
  ['Row {0} is longer than {1} characters: this does not look like a table.', '第 {0} 行超过 {1} 个字符：这不像表格。'],
  ['Row {0} has {1} fields; at most {2} columns can be read.', '第 {0} 行有 {1} 个字段；最多能读 {2} 列。'],
  [
    'Row {0} has {1} {2}, but the first row has {3}. Check its separators and quotes.',
    '第 {0} 行有 {1} 个字段（{2}），而第一行有 {3} 个。请检查分隔符和引号。',
  ],
  [
    'Row {0} has {1} fields, but the first row has {2}. Check its separators and quotes.',
    '第 {0} 行有 {1} 个字段，而第一行有 {2} 个。请检查分隔符和引号。',
  ],
  [
    'Row {0} has 1 field, but the first row has {1}. Check its separators and quotes.',
    '第 {0} 行只有 1 个字段，而第一行有 {1} 个。请检查分隔符和引号。',
  ],
  [
    '{0}: a double quote opens a text that never closes. Add the closing quote, or remove the opening one.',
    '{0}：双引号没有闭合。请补上后一个引号，或去掉前一个。',
  ],
  [
    '{0}: text follows after the closing double quote. Write a quote within the text twice, as "".',
    '{0}：后引号之后还有文字。文字中的引号须写两次，即 ""。',
  ],
  ['Row {0}', '第 {0} 行'],
  [
    'Row {0}, column {1}: {2} is not a number. Correct it, leave the column out, or use it as a category.',
    '第 {0} 行，列 {1}：{2} 不是数。请改正，或舍去此列，或把它当作类别。',
  ],
  [
    'Row {0}, column {1}: {2} is too large to learn from. Correct it, or leave the column out.',
    '第 {0} 行，列 {1}：{2} 太大，无法用于学习。请改正，或舍去此列。',
  ],
  ['Row {0}, column {1}: {2}. Leave the column out.', '第 {0} 行，列 {1}：{2}。请舍去此列。'],
  ['Row {0}, column {1}', '第 {0} 行，第 {1} 列'],
  ['more than {0} different values are no category', '不同的值超过 {0} 个，不能作为类别'],
  ['{0} is too long for a category', '{0} 太长，不能作为类别'],
  [
    'Column {0} is {1} in all rows to learn from: there is nothing to tell apart. Choose another column to predict.',
    '在所有用于学习的行中，列 {0} 都是 {1}：没有可区分的。请另选要预测的列。',
  ],
  [
    'No column can be predicted: each is empty, constant, or all different texts.',
    '没有可以预测的列：每一列都为空、恒定不变，或是各不相同的文字。',
  ],
  ['Choose one column to predict: {0} are chosen.', '请只选一列作为预测目标：现在选了 {0} 列。'],
  ['Choose at least one column to learn from.', '请至少选一列用于学习。'],
  [
    'Row {0} is too much: at most {1} fields can be learned from. Use a part of the table.',
    '到第 {0} 行就太多了：最多能用 {1} 个字段学习。请只用表格的一部分。',
  ],
  [
    'There {0} to learn from ({1} left out for missing values): at least two are needed.',
    '用于学习的行数不够：{0}（因缺失值舍去 {1} 行）。至少需要两行。',
  ],
  ['is 1 row', '只有 1 行'],
  ['are 0 rows', '没有一行'],
  [
    'The {0} columns become {1} inputs in {2} rows, more than fits. Leave out the categories with the most values.',
    '{0} 列会变成 {2} 行、每行 {1} 个输入，内存放不下。请舍去取值最多的类别列。',
  ],
  [
    '{0} replaced by U+FFFD: choose another encoding if words look wrong.',
    '{0}已替换为 U+FFFD：如文字不对，请另选编码。',
  ],
  ['{0} invalid byte sequence was', '{0} 处无效字节'],
  ['{0} invalid byte sequences were', '{0} 处无效字节'],
  ['{0} left out, because a value is missing there.', '{0}因有缺失值而被舍去。'],
  ['{0} row was', '{0} 行'],
  ['{0} rows were', '{0} 行'],
  [
    '{0} filled in: a number by the mean of its column, a category by none.',
    '{0}已填补：数取该列的平均值，类别则不取任何一类。',
  ],
  ['{0} missing value was', '{0} 个缺失值'],
  ['{0} missing values were', '{0} 个缺失值'],
  ['No row to learn from has {0} {1}{2}.', '用于学习的行中没有{0} {1}{2}。'],
  ['No row to learn from has the class {0}.', '用于学习的行中没有类别 {0}。'],
  ['No row to learn from has the classes {0} and {1} more.', '用于学习的行中没有类别 {0} 等，另有 {1} 类也没有。'],
  ['No row to learn from has the classes {0}.', '用于学习的行中没有这些类别：{0}。'],
  // pictures
  ['There are files to test on: the share of the test must be 0.', '已有用于测试的文件：测试的份额须为 0。'],
  [
    'The pictures to test on have {0} x {1} points, those to learn from {2} x {3}: choose files that belong together.',
    '测试图片为 {0} × {1} 点，学习用的为 {2} × {3} 点：请选择成套的文件。',
  ],
  [
    'The pictures have {0} dimensions: only grey ones, with a height and a width, can be read.',
    '图片有 {0} 个维度：只能读取有高和宽的灰度图片。',
  ],
  ['{0} is larger than 1 GB: use a part of the pictures.', '{0} 超过 1 GB：请只用一部分图片。'],
  ['The gzip file is damaged: download it again.', 'gzip 文件已损坏：请重新下载。'],
  ['The gzip file is cut off: download it again.', 'gzip 文件不完整：请重新下载。'],
  [
    'This is not an IDX file, such as train-images-idx3-ubyte: choose another file.',
    '这不是 IDX 文件（例如 train-images-idx3-ubyte）：请另选文件。',
  ],
  [
    'The file says that it holds {0} elements, {1} bytes, but it has {2}: download it again.',
    '文件写明有 {0} 个元素、{1} 字节，实际有 {2} 字节：请重新下载。',
  ],
  [
    'The file of pictures holds a single row of numbers: is it the file of labels?',
    '图片文件中只有一列数：它是不是标签文件？',
  ],
  ['The file of labels has {0} dimensions: is it the file of pictures?', '标签文件有 {0} 个维度：它是不是图片文件？'],
  [
    'There are {0} pictures but {1} labels: choose two files that belong together.',
    '图片有 {0} 张，标签却有 {1} 个：请选择成套的两个文件。',
  ],
  ['Label {0} is {1}: labels must be whole numbers from 0 to {2}.', '第 {0} 个标签是 {1}：标签须为 0 到 {2} 的整数。'],
  [
    'There is a label {0}, but the training pictures have only the labels 0 to {1}.',
    '有标签 {0}，但训练图片只有标签 0 到 {1}。',
  ],
  ['Picture {0} holds a value that is not a finite number.', '图片 {0} 中有不是有限数的值。'],
  // examples as they are stored
  ['Data sets are stored with dense inputs.', '数据集以稠密输入存储。'],
  ['{0} of {1} examples need {2} elements, not {3}.', '{1} 个样本的 {0} 需要 {2} 个元素，而不是 {3} 个。'],
  ['Example {0} has class {1} where there are {2}.', '样本 {0} 的类别为 {1}，而总共只有 {2} 类。'],
  ['The starts of the sparse inputs do not cut their entries into examples.', '稀疏输入的起点没有把各项划分成样本。'],
  ['{0} sparse entries need as many values, not {1}.', '{0} 个稀疏项需要同样多的值，而不是 {1} 个。'],
  ['A sparse entry is in column {0} of {1}.', '有一个稀疏项在第 {0} 列，而总共只有 {1} 列。'],
];
