import type { WriteDb } from '../../db/db.ts';
import type { Core } from '../core.ts';

/** What is known of a pack after its panel was asked. `resellerSuspended` null = the panel does not say. */
export interface PackJudgement {
  readonly packId: string;
  readonly at: number;
  readonly loginRefused: boolean;
  readonly resellerSuspended: boolean | null;
}

/** Infers that a whole pack was suspended, or is no longer. */
export async function judgePack(_core: Core, _tx: WriteDb, _judgement: PackJudgement): Promise<{ flipped: boolean }> {
  return { flipped: false };
}
