import type { ReadDb } from '../../db/db.ts';
import type { Hasher } from '../../ports/hasher.ts';
import type { Json } from '../../shared/canonical-json.ts';

/** What the ledger said of a subject, taken again from the tables as they stand. Throws when the subject is not there. */
export type PayloadOf = (hasher: Hasher, db: ReadDb, id: string) => Promise<{ readonly [name: string]: Json }>;

/** What other features tell the ledger about what they put into it; given from outside, because they know the ledger and not the other way round. */
export interface LedgerSubjects {
  readonly evidence: PayloadOf;
}
