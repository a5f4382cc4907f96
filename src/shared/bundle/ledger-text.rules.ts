import { type ChainRow, ChainWalk } from './chain.rules.ts';
import type { BundleProblem } from './words.ts';

/** A ledger as its text tells it. */
export interface LedgerText {
  readonly rows: readonly ChainRow[];
  readonly problems: readonly BundleProblem[];
}

const LINE = /^([1-9]\d{0,14}) (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) ([a-z_]{1,40}) ([0-9a-f]{64}) ([0-9a-f]{64})$/;

/** Reads `ledger.txt` and follows its chain. A line that is no row is a broken place. */
export function readLedgerText(text: string, hash: (text: string) => string): LedgerText {
  const problems: BundleProblem[] = [];
  const rows: ChainRow[] = [];
  const walk = new ChainWalk(hash, (seq, problem) => problems.push({ entry: `ledger:${seq}`, problem }));
  const lines = text.split('\n');
  if (lines.pop() !== '') problems.push({ entry: `ledger:${lines.length + 1}`, problem: 'chain_broken' });
  for (const [index, line] of lines.entries()) {
    const row = parseRow(line);
    if (row === null) problems.push({ entry: `ledger:${index + 1}`, problem: 'chain_broken' });
    else {
      rows.push(row);
      walk.push(row);
    }
  }
  walk.finish();
  return { rows, problems };
}

function parseRow(line: string): ChainRow | null {
  const [, seq, at, kind, payloadSha256, hash] = LINE.exec(line) ?? [];
  if (seq === undefined || at === undefined || kind === undefined || payloadSha256 === undefined || hash === undefined) return null;
  return { seq: Number(seq), at, kind, payloadSha256, hash };
}
