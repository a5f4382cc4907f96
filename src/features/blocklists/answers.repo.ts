import { z } from 'zod';
import { ListAnswer, ListCode, type ListState } from '../../contract/blocklists.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import { LIST_STATES, type ListWhy } from '../../shared/blocklists.ts';
import { toIso } from '../../shared/dates.ts';
import type { Reading } from './answer.rules.ts';

/** What a list said of a subject at an instant. */
export interface Answered extends Reading {
  readonly subject: string;
  readonly listId: string;
  readonly raw: readonly string[];
  readonly reason: string;
  readonly question: string;
  readonly at: number;
}

/** What answers changed. */
export interface Changes {
  listed: number;
  delisted: number;
}

/** As many rows as one statement takes in. */
const CHUNK = 400;

/** Answers of one list. */
interface ListAnswers {
  readonly listId: string;
  readonly answers: readonly Answered[];
  /** Awaited between parts, so that thousands of answers hold up nobody who reads. */
  readonly pause: () => Promise<void>;
}

/** Writes answers down. A stay on a list begins and ends with answers that say so; while nobody knows, it goes on. */
export async function writeAnswers(tx: WriteDb, { listId, answers, pause }: ListAnswers): Promise<Changes> {
  const changes = { listed: 0, delisted: 0 };
  const known = await knownOf(tx, listId);
  const open = await openListings(tx, listId);
  for (const answer of answers) {
    const listing = open.get(answer.subject);
    if (answer.state === 'listed') {
      if (listing === undefined) changes.listed += await beginListing(tx, answer, known.get(answer.subject)?.at ?? null);
      else await keepListing(tx, listing, answer);
    }
    if (answer.state === 'not_listed' && listing !== undefined) changes.delisted += await endListing(tx, listing, answer.at);
  }
  for (let at = 0; at < answers.length; at += CHUNK) {
    await pause();
    await upsertAnswers(tx, answers.slice(at, at + CHUNK), known);
  }
  return changes;
}

interface Known {
  readonly state: string;
  readonly at: number;
}

/** The last that each subject is known to have been. */
async function knownOf(tx: WriteDb, listId: string): Promise<ReadonlyMap<string, Known>> {
  const rows = await tx.selectFrom('blocklist_answer').where('list_id', '=', listId).select(['subject', 'known_state', 'known_at']).execute();
  return new Map(
    rows.flatMap(({ subject, known_state, known_at }) => (known_state === null || known_at === null ? [] : [[subject, { state: known_state, at: known_at }]])),
  );
}

async function openListings(tx: WriteDb, listId: string): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.selectFrom('blocklist_listing').where('list_id', '=', listId).where('ended_at', 'is', null).select(['subject', 'id']).execute();
  return new Map(rows.map(({ subject, id }) => [subject, id]));
}

async function upsertAnswers(tx: WriteDb, answers: readonly Answered[], before: ReadonlyMap<string, Known>): Promise<void> {
  const rows = answers.map((answer) => {
    const { subject, listId, state, why, reason, question, at } = answer;
    const known = answer.why === null ? { state, at } : before.get(subject);
    const told = { state, why, reason, question, at, codes: JSON.stringify(answer.codes), raw: JSON.stringify(answer.raw) };
    return { subject, list_id: listId, ...told, known_state: known?.state ?? null, known_at: known?.at ?? null };
  });
  await tx
    .insertInto('blocklist_answer')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['subject', 'list_id']).doUpdateSet((eb) => ({
        state: eb.ref('excluded.state'),
        why: eb.ref('excluded.why'),
        codes: eb.ref('excluded.codes'),
        raw: eb.ref('excluded.raw'),
        reason: eb.ref('excluded.reason'),
        question: eb.ref('excluded.question'),
        at: eb.ref('excluded.at'),
        known_state: eb.ref('excluded.known_state'),
        known_at: eb.ref('excluded.known_at'),
      })),
    )
    .execute();
}

async function beginListing(tx: WriteDb, { subject, listId, at, reason, ...answer }: Answered, knownAt: number | null): Promise<number> {
  const codes = JSON.stringify(answer.codes);
  // With none open, the last that was known is that it was not listed.
  await tx
    .insertInto('blocklist_listing')
    .values({ subject, list_id: listId, after_at: knownAt, first_at: at, last_at: at, ended_at: null, codes, reason })
    .execute();
  return 1;
}

async function keepListing(tx: WriteDb, id: number, { at, reason, ...answer }: Answered): Promise<void> {
  const said = { last_at: at, codes: JSON.stringify(answer.codes), ...(reason === '' ? {} : { reason }) };
  await tx.updateTable('blocklist_listing').where('id', '=', id).set(said).execute();
}

async function endListing(tx: WriteDb, id: number, at: number): Promise<number> {
  await tx.updateTable('blocklist_listing').where('id', '=', id).set({ ended_at: at }).execute();
  return 1;
}

/** Writes down what a list answered for its test points. */
export async function writeTest(
  tx: WriteDb,
  test: { readonly listId: string; readonly at: number; readonly why: ListWhy | null; readonly raw: readonly string[] },
): Promise<void> {
  const values = { at: test.at, why: test.why, raw: JSON.stringify(test.raw) };
  await tx
    .insertInto('blocklist_test')
    .values({ list_id: test.listId, ...values })
    .onConflict((conflict) => conflict.column('list_id').doUpdateSet(values))
    .execute();
}

const Codes = z.array(ListCode);
export const storedCodes = (text: string): ListCode[] => Codes.parse(JSON.parse(text));

/** How each subject stands, in short: enough to count and to sort thousands of them. */
export async function readStates(db: ReadDb): Promise<ReadonlyMap<string, readonly ListState[]>> {
  const rows = await db.selectFrom('blocklist_answer').select(['subject', 'state']).execute();
  const found = new Map<string, ListState[]>();
  for (const row of rows) {
    const state = LIST_STATES.find((each) => each === row.state);
    if (state === undefined) continue;
    const known = found.get(row.subject);
    if (known === undefined) found.set(row.subject, [state]);
    else known.push(state);
  }
  return found;
}

/** What is known of subjects, each with its answers. `subjects` = of these only. */
export async function readAnswers(db: ReadDb, subjects?: readonly string[]): Promise<ReadonlyMap<string, readonly ListAnswer[]>> {
  const rows = await db
    .selectFrom('blocklist_answer')
    .leftJoin('blocklist_listing', (join) =>
      join
        .onRef('blocklist_listing.subject', '=', 'blocklist_answer.subject')
        .onRef('blocklist_listing.list_id', '=', 'blocklist_answer.list_id')
        .on('blocklist_listing.ended_at', 'is', null),
    )
    .$if(subjects !== undefined, (each) => each.where('blocklist_answer.subject', 'in', subjects ?? []))
    .select(['blocklist_answer.subject', 'blocklist_answer.list_id', 'state', 'why', 'blocklist_answer.codes', 'at', 'known_state', 'known_at', 'first_at'])
    .execute();
  const found = new Map<string, ListAnswer[]>();
  for (const row of rows) {
    const answer = ListAnswer.parse({
      listId: row.list_id,
      state: row.state,
      why: row.why,
      codes: storedCodes(row.codes),
      at: toIso(row.at),
      listedSince: row.first_at === null ? null : toIso(row.first_at),
      known: row.why === null || row.known_state === null || row.known_at === null ? null : { state: row.known_state, at: toIso(row.known_at) },
    });
    const known = found.get(row.subject);
    if (known === undefined) found.set(row.subject, [answer]);
    else known.push(answer);
  }
  return found;
}
