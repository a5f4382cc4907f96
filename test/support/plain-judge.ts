import { gzipSync } from 'node:zlib';
import { nodeHasher } from '../../src/adapters/identity.ts';
import { judgeText } from '../../src/app/judge-case.ts';
import type { CaseJudge } from '../../src/ports/judge.ts';

/** Judges by the same rules on this thread: starting one for every case would make tests wait. */
export const plainJudge: CaseJudge = {
  async judge(pieces, signal) {
    let text = '';
    for await (const piece of pieces) text += piece;
    signal?.throwIfAborted();
    return { judgement: judgeText(text), input: new Uint8Array(gzipSync(text)), inputSha256: nodeHasher.sha256(text) };
  },
  close: () => Promise.resolve(),
};
