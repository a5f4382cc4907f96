import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { WriteDb } from '../../db/db.ts';
import { dateIn } from '../../shared/calendar.ts';
import { LANGUAGES, type Language } from '../../shared/language.ts';
import { type AccountRecord, addClientEvent, type ClientRecord, loadRecords, parseAddress, saveRecords } from '../clients/index.ts';
import type { Core } from '../core.ts';
import { findHost, known } from '../hosts/index.ts';
import { readSettings } from '../settings/index.ts';
import { type HostedRow, hostedByIds } from '../statuses/index.ts';
import { mended, taken } from './decide.rules.ts';
import { type DifferenceRow, findDifferences } from './differences.repo.ts';
import { markOf } from './differences.ts';
import { addressesOf, type Match, matchesOf } from './match.repo.ts';
import { earlierAccount, linkTo, passOver } from './taken.repo.ts';

type Handler = Handlers<Contract['connections']>['decide'];
type Choice = Parameters<Handler>[0]['choices'][number];
type Outcome = 'taken' | 'created' | 'ignored' | 'stale' | 'lacking';
type Counts = Awaited<ReturnType<Handler>>;

/** What holds for all choices of one decision. */
interface Session {
  readonly core: Core;
  readonly tx: WriteDb;
  readonly now: number;
  readonly languageOf: Map<string, Language>;
  /** Keys of the addresses of clients that were made, and accounts of ours that were joined: what was found before does not know them. */
  readonly made: Set<string>;
  readonly joined: Set<string>;
}

/** One difference as it is now, with what a person chose. */
interface Case {
  readonly row: HostedRow;
  readonly difference: DifferenceRow;
  readonly match: Match | null;
  readonly choice: Choice;
}

/** So many are looked up at once. */
const SLICE = 250;

/**
 * Carries out what was looked at, all or nothing. One that says something else than when it was looked at is left alone. Throws `hosted_not_found`,
 * `client_not_found`, `cancelled`.
 */
export async function decide(core: Core, choices: readonly Choice[], signal: AbortSignal | undefined): Promise<Counts> {
  return await core.db.write(async (tx) => {
    const session: Session = { core, tx, now: core.clock.now(), languageOf: new Map(), made: new Set(), joined: new Set() };
    const counts: Counts = { taken: 0, created: 0, ignored: 0, stale: 0, lacking: 0 };
    const once = new Map(choices.map((choice) => [choice.hostedId, choice]));
    const all = [...once.values()];
    for (let start = 0; start < all.length; start += SLICE) {
      const taken: number[] = [];
      for (const one of await cases(session, all.slice(start, start + SLICE))) {
        const outcomes = one === null ? STALE : await carryOut(session, one);
        for (const outcome of outcomes) counts[outcome]++;
        if (one !== null && outcomes.includes('taken')) taken.push(one.row.id);
      }
      await settle(tx, taken);
      await core.clock.yield();
      if (signal?.aborted === true) throw fail('cancelled', {});
    }
    return counts;
  });
}

/** What a host shows and an account of ours cannot hold, such as `www.` before a name or a login that is too long, is no difference any more once it was taken. */
async function settle(tx: WriteDb, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  for (const { id, kind, saying } of (await findDifferences(tx, ids)).values()) if (kind === 'changed') await passOver(tx, id, saying);
}

const STALE: readonly Outcome[] = ['stale'];

/** Choices with what they are about, in their order; null = it says something else now. */
async function cases({ core, tx }: Session, choices: readonly Choice[]): Promise<(Case | null)[]> {
  const ids = choices.map(({ hostedId }) => hostedId);
  const rows = new Map((await hostedByIds(tx, ids)).map((row) => [row.id, row]));
  const differences = await findDifferences(tx, ids);
  const matches = await matchesOf(
    tx,
    [...rows.values()].filter(({ accountId }) => accountId === null),
  );
  return choices.map((choice) => {
    const row = rows.get(choice.hostedId);
    if (row === undefined) throw fail('hosted_not_found', {});
    const difference = differences.get(row.id);
    if (difference === undefined || markOf(core, difference) !== choice.mark) return null;
    return { row, difference, choice, match: matches.get(row.id) ?? null };
  });
}

async function carryOut(session: Session, one: Case): Promise<readonly Outcome[]> {
  const { row, difference, choice } = one;
  if (choice.choice === 'ignore') {
    await passOver(session.tx, row.id, difference.saying);
    return ['ignored'];
  }
  if (difference.kind === 'missing' || difference.kind === 'changed') return await mend(session, one);
  return await takeOver(session, one);
}

/** Writes what the host shows into the account it was joined with; one that is gone is closed. */
async function mend(session: Session, { row, difference }: Case): Promise<readonly Outcome[]> {
  const record = row.clientId === null ? undefined : await recordOf(session, row.clientId);
  if (record === undefined) return STALE;
  const close = difference.kind === 'missing';
  await save(session, {
    ...record,
    accounts: record.accounts.map((account) => (account.id !== row.accountId ? account : close ? { ...account, status: 'closed' } : mended(account, row))),
  });
  return ['taken'];
}

/** Gives an account of the host to a client: to the one it matches, the one that was chosen, or a new one. */
async function takeOver(session: Session, one: Case): Promise<readonly Outcome[]> {
  const { core, tx, now } = session;
  const { row, choice, difference } = one;
  const match = await matchNow(session, one);
  const clientId = choice.clientId === undefined ? (match?.clientId ?? null) : choice.clientId;
  const made = clientId === null ? await newClient(session, one) : null;
  if (clientId === null && made === null) return ['lacking'];
  if (difference.kind === 'recreated') await closeEarlier(session, row);
  const record = made ?? (clientId === null ? undefined : await recordOf(session, clientId));
  if (record === undefined) throw fail('client_not_found', {});
  const joined = difference.kind === 'new' && match?.clientId === clientId ? record.accounts.find(({ id }) => id === match.accountId) : undefined;
  const account: AccountRecord = joined === undefined ? taken(row, { id: core.ids.next(), now }) : mended(joined, row);
  const accounts = joined === undefined ? [...record.accounts, account] : record.accounts.map((each) => (each.id === account.id ? account : each));
  await save(session, { ...record, accounts }, made === null ? 'changed' : 'created');
  await linkTo(tx, row.id, account.id);
  session.joined.add(account.id);
  return made === null ? ['taken'] : ['taken', 'created'];
}

/** What was matched before the decision, looked at again where the decision itself may have changed it. */
async function matchNow({ tx, made, joined }: Session, { row, match }: Case): Promise<Match | null> {
  const isNew = match === null && addressesOf(row).some(({ key }) => made.has(key));
  const isTaken = match?.accountId != null && joined.has(match.accountId);
  return isNew || isTaken ? ((await matchesOf(tx, [row])).get(row.id) ?? null) : match;
}

/** A client of whom nothing is known but how to reach him; null = not even that, or the address is another client's. */
async function newClient(session: Session, { row, choice }: Case): Promise<ClientRecord | null> {
  const { core, tx, now, made } = session;
  const given = choice.email === undefined || choice.email === '' ? addressesOf(row)[0] : parseAddress(choice.email);
  if (given === undefined || given === null) return null;
  const owner = await tx.selectFrom('client').where('email_key', '=', given.key).select('id').executeTakeFirst();
  if (owner !== undefined) return null;
  made.add(given.key);
  const contact = {
    ...{ id: core.ids.next(), role: 'owner', firstName: '', lastName: '', email: given.display, phone: '' },
    ...{ language: null, validFrom: dateIn(now, core.clock.timeZone()), validTo: null },
  };
  const language = await languageAt(session, row.hostId);
  return { id: core.ids.next(), number: '', company: '', language, note: '', batchId: null, createdAt: now, changedAt: now, contacts: [contact], accounts: [] };
}

/** The language of a client nothing is known of: the first the host works in, else the one of the program. */
async function languageAt({ core, tx, languageOf }: Session, hostId: string): Promise<Language> {
  const before = languageOf.get(hostId);
  if (before !== undefined) return before;
  const { rules } = await findHost(tx, hostId);
  const read = (known(rules.languages) ?? []).flatMap((each) => LANGUAGES.filter((language) => language === each));
  const language = read[0] ?? (await readSettings(core, tx)).language ?? 'en';
  languageOf.set(hostId, language);
  return language;
}

/** The account that had this login before is no more: the host gave the login to another one. */
async function closeEarlier(session: Session, row: HostedRow): Promise<void> {
  const earlier = await earlierAccount(session.tx, row);
  const record = earlier === undefined ? undefined : await recordOf(session, earlier.clientId);
  if (earlier === undefined || record === undefined) return;
  await save(session, {
    ...record,
    accounts: record.accounts.map((account) => (account.id === earlier.accountId ? { ...account, status: 'closed' } : account)),
  });
}

async function recordOf({ tx }: Session, clientId: string): Promise<ClientRecord | undefined> {
  return (await loadRecords(tx, [clientId]))[0];
}

async function save({ tx, now }: Session, record: ClientRecord, event: 'created' | 'changed' = 'changed'): Promise<void> {
  await saveRecords(tx, [{ ...record, changedAt: now }]);
  await addClientEvent(tx, { clientId: record.id, at: now, event, params: event === 'created' ? {} : { fields: 'accounts' } });
}
