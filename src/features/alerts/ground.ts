import type { AlertSettings } from '../../contract/alerts.ts';
import type { ReadDb } from '../../db/db.ts';
import type { OpenEpisode } from './episode.rules.ts';
import type { HostedFacts, PackFacts } from './pack.repo.ts';

/** What everything about a pack is judged on. Instants in epoch milliseconds. */
export interface Ground {
  readonly db: ReadDb;
  readonly pack: PackFacts;
  readonly hosted: ReadonlyMap<number, HostedFacts>;
  readonly settings: AlertSettings;
  readonly episodes: readonly OpenEpisode[];
  readonly at: number;
  /** The day it is then where the reseller works, as YYYY-MM-DD. */
  readonly today: string;
  /** Figures that were read up to then have been judged before. */
  readonly judged: number;
}
