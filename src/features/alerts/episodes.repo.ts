import { AlertFacts, AlertKind, AlertLevel } from '../../contract/alerts.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import type { Core } from '../core.ts';
import type { OpenEpisode, Step } from './episode.rules.ts';
import type { Frozen } from './frozen.repo.ts';

/** An episode that is not over, with what it says. */
export interface StoredEpisode extends OpenEpisode {
  readonly facts: AlertFacts;
}

/** Episodes of a pack that are not over. */
export async function openEpisodes(db: ReadDb, packId: string): Promise<StoredEpisode[]> {
  const rows = await db
    .selectFrom('alert')
    .where('pack_id', '=', packId)
    .where('closed_at', 'is', null)
    .select(['id', 'kind', 'hosted_id', 'subject', 'level', 'peak', 'opened_at', 'quiet_since', 'facts'])
    .execute();
  return rows
    .map((row) => ({ ...row, facts: AlertFacts.parse(JSON.parse(row.facts)) }))
    .map(({ facts, ...row }) => ({
      id: row.id,
      kind: AlertKind.parse(row.kind),
      hostedId: row.hosted_id,
      subject: row.subject,
      level: AlertLevel.parse(row.level),
      peak: row.peak,
      openedAt: row.opened_at,
      quietSince: row.quiet_since,
      step: typeof facts['reached'] === 'number' ? facts['reached'] : 0,
      facts,
    }));
}

export interface Writing {
  readonly packId: string;
  readonly at: number;
  /** What is to be kept with an episode that begins; null = nothing. */
  frozen(): Promise<Frozen | null>;
}

/** Carries out what was decided. Returns how many episodes began. */
export async function writeSteps(
  core: Pick<Core, 'ids'>,
  tx: WriteDb,
  { steps, writing }: { readonly steps: readonly Step[]; readonly writing: Writing },
): Promise<number> {
  let opened = 0;
  for (const step of steps) {
    if (step.kind !== 'open') await writeStep(tx, step, writing.at);
    else {
      await insertEpisode(core, tx, { sign: step.sign, writing });
      opened += 1;
    }
  }
  return opened;
}

type Opening = Extract<Step, { kind: 'open' }>;

async function insertEpisode(core: Pick<Core, 'ids'>, tx: WriteDb, { sign, writing }: Pick<Opening, 'sign'> & { readonly writing: Writing }): Promise<void> {
  const frozen = sign.kind === 'pack_suspended' ? await writing.frozen() : null;
  await tx
    .insertInto('alert')
    .values({
      id: core.ids.next(),
      kind: sign.kind,
      level: sign.level,
      pack_id: writing.packId,
      hosted_id: sign.hostedId,
      subject: sign.subject,
      facts: JSON.stringify(sign.facts),
      peak: sign.peak,
      opened_at: writing.at,
      changed_at: writing.at,
      quiet_since: null,
      closed_at: null,
      seen_at: null,
      snoozed_until: null,
      frozen: frozen === null ? null : JSON.stringify(frozen),
    })
    .execute();
}

async function writeStep(tx: WriteDb, step: Exclude<Step, Opening>, at: number): Promise<void> {
  const row = tx.updateTable('alert').where('id', '=', step.id);
  if (step.kind === 'quiet') await row.set({ quiet_since: at }).execute();
  else if (step.kind === 'close') await row.set({ closed_at: at }).execute();
  else if (step.kind === 'keep') await row.set({ quiet_since: null, ...(step.facts === null ? {} : { facts: JSON.stringify(step.facts) }) }).execute();
  else {
    // Heavier or twice as large: it is told again, even where it was put off.
    const said = { facts: JSON.stringify(step.sign.facts), peak: step.sign.peak, level: step.level, changed_at: at };
    await row.set({ ...said, quiet_since: null, seen_at: null, seen_by: '', snoozed_until: null, notified_level: '' }).execute();
  }
}

/** Up to when what was read of a pack has been judged; 0 = never. */
export async function judgedAt(db: ReadDb, packId: string): Promise<number> {
  const row = await db.selectFrom('alert_judged').where('pack_id', '=', packId).select('at').executeTakeFirst();
  return row?.at ?? 0;
}

/** Packs with a connection or an open alert that were not judged since `before`, nor at a time that is still to come (after `now`: the clock was set back). */
export async function packsToJudge(db: ReadDb, { before, now }: { readonly before: number; readonly now: number }): Promise<string[]> {
  const rows = await db
    .selectFrom('pack')
    .leftJoin('alert_judged', 'alert_judged.pack_id', 'pack.id')
    .where((eb) => eb.or([eb('alert_judged.at', 'is', null), eb('alert_judged.at', '<=', before), eb('alert_judged.at', '>', now)]))
    .where((eb) =>
      eb.or([
        eb.exists(eb.selectFrom('connection').whereRef('connection.pack_id', '=', 'pack.id').select('connection.pack_id')),
        eb.exists(eb.selectFrom('alert').whereRef('alert.pack_id', '=', 'pack.id').where('alert.closed_at', 'is', null).select('alert.id')),
      ]),
    )
    .select('pack.id')
    .execute();
  return rows.map(({ id }) => id);
}

export async function markJudged(tx: WriteDb, packId: string, at: number): Promise<void> {
  await tx
    .insertInto('alert_judged')
    .values({ pack_id: packId, at })
    .onConflict((conflict) => conflict.column('pack_id').doUpdateSet({ at }))
    .execute();
}
