import type { Topic } from '../contract/system.ts';
import type { Db } from '../db/db.ts';
import type { Ports } from '../ports/ports.ts';

/** What every feature is built from. */
export interface Core extends Ports {
  readonly db: Db;
  /** Tells every open window which topics to ask for again. Called after the commit. */
  changed(...topics: readonly Topic[]): void;
}
