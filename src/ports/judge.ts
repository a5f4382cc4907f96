import type { Verdict } from '../contract/culprits.ts';

/** What is found by the data of a case alone. */
export type CaseJudgement = Omit<Verdict, 'id' | 'at' | 'windowMinutes' | 'packId' | 'packName' | 'sources' | 'inputSha256' | 'author' | 'madeAt'>;

export interface JudgedCase {
  readonly judgement: CaseJudgement;
  /** The text of the case as it is kept: UTF-8, packed with gzip. */
  readonly input: Uint8Array;
  /** SHA-256 of the text itself. */
  readonly inputSha256: string;
}

/** Judges cases on a thread of its own, so that nothing else waits for a large one. */
export interface CaseJudge {
  /** `pieces` are, one after the other, the text of a case. Throws what `pieces` throw, and an abort as it comes. */
  judge(pieces: AsyncIterable<string>, signal?: AbortSignal): Promise<JudgedCase>;
  /** Gives up what is being judged, which then throws; nothing can be judged afterwards. */
  close(): Promise<void>;
}
