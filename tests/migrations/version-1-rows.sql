-- A small library as version 1 wrote it.
INSERT INTO vocabularies (id) VALUES (1);
INSERT INTO vocabulary_tokens (vocabulary, rank, token, count) VALUES
  (1, 0, '<unk>', 0), (1, 1, '<s>', 0), (1, 2, '</s>', 1), (1, 3, 'cat', 1), (1, 4, 'dog', 1);
INSERT INTO corpora (id, name, origin, created_at, bytes, content_hash, identity, settings, encoding, sentence_rule,
  counts, types, longest_sentence, warnings, vocabulary)
VALUES (1, 'Tale', 'tale.txt', 1700000000000, 8, '0000000000000000000000000000000000000000000000000000000000000000',
  'one', '{"encoding":"auto","normalise":"NFC","lowercase":false,"sentences":"auto","tokens":"word","split":{"train":90,"validation":5,"test":5},"splitSeed":1}',
  'utf-8', 'line',
  '{"train":{"sentences":1,"tokens":2,"characters":8},"validation":{"sentences":0,"tokens":0,"characters":0},"test":{"sentences":0,"tokens":0,"characters":0}}',
  5, 2, '[]', 1);
INSERT INTO text_chunks (corpus, split, chunk, ids) VALUES (1, 'train', 0, x'030000000400000002000000');
INSERT INTO runs (id, name, notes, tags, status, corpus, created_at, settings, vocabulary_size, parameters, train_tokens,
  kernels, program_version, epoch, step, tokens, seconds, sparkline)
VALUES (1, 'First', 'a note', '["a"]', 'stopped', 1, 1700000000000,
  '{"hidden":1,"cell":"tanh","vocabularySize":5,"minimumCount":1,"epochs":2,"learningRate":0.1,"schedule":"halve","clipNorm":5,"clipValue":null,"truncate":null,"order":"shuffled","carryState":false,"window":null,"seed":1,"validateEveryTokens":null,"checkpointSeconds":30}',
  5, 11, 3, 'simd128', '0.1.0', 0, 2, 6, 1.5, '[2,1.5]');
INSERT INTO metrics VALUES (1, 1, 0, 1, 3, 0.5, 2, 0.1, 100, 1, 1, 1), (1, 2, 0, 2, 6, 1, 1.5, 0.1, 100, 1, 1, 1);
INSERT INTO evaluations VALUES (1, 1, 0, 2, 6, 1.5, 'validation', 1.5, 4.48, 1.1, 1);
INSERT INTO checkpoints (run, kind, written_at, step, seconds, evaluations, place, checksum, hidden_state, w_in, w_rec, w_out)
VALUES (1, 'last', 1700000000000, 2, 1.5, 1,
  '{"work":"train","epoch":0,"position":2,"step":2,"tokens":6,"random":[1,2,3,4],"schedule":{"learningRate":0.1,"bestLoss":1.5,"halving":false,"halvingsWithoutGain":0},"nextValidation":null,"epochNats":3,"recent":{"nats":3,"tokens":6,"sequences":2},"best":null}',
  2218835435, x'0000803e',
  x'0000803f0000004000004040000080400000a040', x'0000003f',
  x'0000a0400000804000004040000000400000803f');
