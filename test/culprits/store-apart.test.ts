import { describe, expect, it } from 'vitest';
import { createCaseJudge } from '../../src/boot/case-judge.ts';
import { plainJudge } from '../support/plain-judge.ts';
import { openScene } from './world.ts';

/** The text of a case in three pieces. */
async function piecesOfACase(): Promise<readonly string[]> {
  const pieces: string[] = [];
  const scene = openScene({
    judge: {
      close: () => Promise.resolve(),
      judge: (handed, signal) => {
        async function* watched() {
          for await (const piece of handed) {
            pieces.push(piece);
            yield piece;
          }
        }
        return plainJudge.judge(watched(), signal);
      },
    },
  });
  try {
    await scene.judge({ logIds: [await scene.scan()] });
    return pieces;
  } finally {
    await scene.close();
  }
}

async function* handed(pieces: readonly string[]): AsyncGenerator<string, void, void> {
  yield* pieces;
}

describe('a thread that judges', () => {
  it('finds what is found without it, and keeps the same input', async () => {
    const pieces = await piecesOfACase();
    expect(await createCaseJudge().judge(handed(pieces))).toEqual(await plainJudge.judge(handed(pieces)));
  });

  it('ends when it is given up, and says what went wrong', async () => {
    const giveUp = new AbortController();
    async function* endless(): AsyncGenerator<string, void, void> {
      for (;;) {
        yield ' ';
        giveUp.abort(new Error('given up'));
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
    await expect(createCaseJudge().judge(endless(), giveUp.signal)).rejects.toThrow('given up');
    await expect(createCaseJudge().judge(handed(['no case']))).rejects.toThrow();
    const closed = createCaseJudge();
    const judged = closed.judge(endless());
    await Promise.all([closed.close(), expect(judged).rejects.toThrow()]);
    await expect(closed.judge(handed(['{}']))).rejects.toThrow();
    async function* torn(): AsyncGenerator<string, void, void> {
      yield '{';
      throw new Error('cannot be read');
    }
    await expect(createCaseJudge().judge(torn())).rejects.toThrow('cannot be read');
  });
});
