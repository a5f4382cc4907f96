import { StepId, StepState } from '../../contract/incidents.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import { among } from '../statuses/index.ts';

/** What was said of a step. */
export interface SaidStep {
  readonly step: StepId;
  readonly state: StepState;
  readonly note: string;
  readonly minutes: number;
  readonly cents: number;
  /** Day somebody chose for it; null = the one its procedure gives. */
  readonly chosenOn: string | null;
  readonly changed: { readonly at: number; readonly author: string } | null;
}

/** What was said of the steps of cases, by case. */
export async function readSaid(db: ReadDb, incidentIds: readonly string[]): Promise<Map<string, SaidStep[]>> {
  const rows = await db.selectFrom('incident_step').where('incident_id', 'in', among(incidentIds)).selectAll().execute();
  const said = new Map<string, SaidStep[]>(incidentIds.map((id) => [id, []]));
  for (const row of rows) {
    said.get(row.incident_id)?.push({
      step: StepId.parse(row.step),
      state: StepState.parse(row.state),
      note: row.note,
      minutes: row.minutes,
      cents: row.cents,
      chosenOn: row.chosen_on,
      changed: row.changed_at === null ? null : { at: row.changed_at, author: row.changed_by ?? '' },
    });
  }
  return said;
}

/** What was said of a step; of most steps nothing was yet. */
export function saidOf(said: readonly SaidStep[], id: StepId): SaidStep {
  return said.find(({ step }) => step === id) ?? { step: id, state: 'open', note: '', minutes: 0, cents: 0, chosenOn: null, changed: null };
}

/** Sets what is said of a step of a case. */
export async function writeSaid(tx: WriteDb, incidentId: string, { step, changed, chosenOn, ...said }: SaidStep): Promise<void> {
  const row = { ...said, chosen_on: chosenOn, changed_at: changed?.at ?? null, changed_by: changed?.author ?? null };
  await tx
    .insertInto('incident_step')
    .values({ incident_id: incidentId, step, ...row })
    .onConflict((conflict) => conflict.columns(['incident_id', 'step']).doUpdateSet(row))
    .execute();
}
