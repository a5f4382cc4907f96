import { IncidentEntry } from '../../contract/incidents.ts';
import type { StoryTold } from '../../contract/story.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import { toIso } from '../../shared/dates.ts';

/** A line of the story of a case. Nothing of it is ever changed or taken away. */
export interface NewEntry {
  readonly at: number;
  readonly author: string;
  readonly what: IncidentEntry['what'];
  readonly step?: IncidentEntry['step'];
  readonly state?: IncidentEntry['state'];
  readonly told?: IncidentEntry['told'] | undefined;
  readonly text?: string | undefined;
}

export async function addEntry(tx: WriteDb, incidentId: string, { step = null, state = null, told = null, text = '', ...entry }: NewEntry): Promise<void> {
  await tx
    .insertInto('incident_entry')
    .values({ incident_id: incidentId, ...entry, step, state, told: told === null ? null : JSON.stringify(told), text })
    .execute();
}

const PUT_RIGHT = ['subject_changed', 'subject_filled_in', 'moment_changed', 'moment_filled_in'] as const satisfies readonly StoryTold['key'][];

/** When it was last put right what a case is about, or when that happened, as an ISO instant; null = never. */
export async function lastPutRight(db: ReadDb, incidentId: string): Promise<string | null> {
  const corrections = (await readStory(db, incidentId)).filter(({ told }) => PUT_RIGHT.some((key) => key === told?.key));
  return corrections.at(-1)?.at ?? null;
}

/** The story of a case from its beginning. */
export async function readStory(db: ReadDb, incidentId: string): Promise<IncidentEntry[]> {
  const rows = await db
    .selectFrom('incident_entry')
    .where('incident_id', '=', incidentId)
    .orderBy('id')
    .select(['at', 'author', 'what', 'step', 'state', 'told', 'text'])
    .execute();
  return rows.map(({ at, told, ...row }) => IncidentEntry.parse({ ...row, at: toIso(at), told: told === null ? null : JSON.parse(told) }));
}
