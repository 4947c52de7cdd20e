/** What is said of files of weights and figures. */
import type { SentencePair } from '../../engine-sentence.ts';

export const fileSentences: readonly SentencePair[] = [
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
