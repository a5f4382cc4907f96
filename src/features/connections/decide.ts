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
import { findHosted, type HostedRow } from '../statuses/index.ts';
import { mended, taken } from './decide.rules.ts';
import { type DifferenceRow, findDifference } from './differences.repo.ts';
import { markOf } from './differences.ts';
import { addressesOf, matchesOf } from './match.repo.ts';
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
}

/** One difference as it is now, with what a person chose. */
interface Case {
  readonly row: HostedRow;
  readonly difference: DifferenceRow;
  readonly choice: Choice;
}

/**
 * Carries out what was looked at, all or nothing. One that says something else than when it was looked at is left alone. Throws `hosted_not_found`,
 * `client_not_found`, `cancelled`.
 */
export async function decide(core: Core, choices: readonly Choice[], signal: AbortSignal | undefined): Promise<Counts> {
  return await core.db.write(async (tx) => {
    const session: Session = { core, tx, now: core.clock.now(), languageOf: new Map() };
    const counts: Counts = { taken: 0, created: 0, ignored: 0, stale: 0, lacking: 0 };
    for (const [index, choice] of choices.entries()) {
      for (const outcome of await carryOut(session, choice)) counts[outcome]++;
      if (index % 50 === 49) await core.clock.yield();
      if (signal?.aborted === true) throw fail('cancelled', {});
    }
    return counts;
  });
}

async function carryOut(session: Session, choice: Choice): Promise<readonly Outcome[]> {
  const { core, tx } = session;
  const row = await findHosted(tx, choice.hostedId);
  const difference = await findDifference(tx, row.id);
  if (difference === undefined || markOf(core, difference) !== choice.mark) return ['stale'];
  if (choice.choice === 'ignore') {
    await passOver(tx, row.id, difference.saying);
    return ['ignored'];
  }
  const one: Case = { row, difference, choice };
  if (difference.kind === 'missing' || difference.kind === 'changed') return await mend(session, one);
  return await takeOver(session, one);
}

/** Writes what the host shows into the account it was joined with; one that is gone is closed. */
async function mend(session: Session, { row, difference }: Case): Promise<readonly Outcome[]> {
  const record = row.clientId === null ? undefined : await recordOf(session, row.clientId);
  if (record === undefined) return ['stale'];
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
  const match = (await matchesOf(tx, [row])).get(row.id) ?? null;
  const clientId = choice.clientId === undefined ? (match?.clientId ?? null) : choice.clientId;
  const made = clientId === null ? await newClient(session, one) : null;
  const record = clientId === null ? made : await recordOf(session, clientId);
  if (record === undefined) throw fail('client_not_found', {});
  if (record === null) return ['lacking'];
  if (difference.kind === 'recreated') await closeEarlier(session, row);
  const fresh = clientId === null ? record : await recordOf(session, clientId);
  if (fresh === undefined) throw fail('client_not_found', {});
  const joined =
    difference.kind === 'new' && match !== null && match.clientId === clientId ? fresh.accounts.find(({ id }) => id === match.accountId) : undefined;
  const account: AccountRecord = joined === undefined ? taken(row, { id: core.ids.next(), now }) : mended(joined, row);
  const accounts = joined === undefined ? [...fresh.accounts, account] : fresh.accounts.map((each) => (each.id === account.id ? account : each));
  await save(session, { ...fresh, accounts }, made === null ? 'changed' : 'created');
  await linkTo(tx, row.id, account.id);
  return made === null ? ['taken'] : ['taken', 'created'];
}

/** A client of whom nothing is known but how to reach him; null = not even that, or the address is another client's. */
async function newClient(session: Session, { row, choice }: Case): Promise<ClientRecord | null> {
  const { core, tx, now } = session;
  const given = choice.email === undefined || choice.email === '' ? addressesOf(row)[0] : parseAddress(choice.email);
  if (given === undefined || given === null) return null;
  const owner = await tx.selectFrom('client').where('email_key', '=', given.key).select('id').executeTakeFirst();
  if (owner !== undefined) return null;
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
