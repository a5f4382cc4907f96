import { parentPort } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import { nodeHasher } from '../adapters/identity.ts';
import { judgeText } from '../app/judge-case.ts';
import type { JudgedCase } from '../ports/judge.ts';

/** A piece of the text of a case; null = that was all. */
export type ToJudge = string | null;
export type FromJudge = JudgedCase | { readonly problem: string };

const pieces: string[] = [];

parentPort?.on('message', (piece: ToJudge) => {
  if (piece === null) parentPort?.postMessage(answer(pieces.splice(0).join('')));
  else pieces.push(piece);
});

function answer(text: string): FromJudge {
  try {
    return { judgement: judgeText(text), input: gzipSync(text), inputSha256: nodeHasher.sha256(text) };
  } catch (error) {
    return { problem: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
