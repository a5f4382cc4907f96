import type { z } from 'zod';
import { fail } from '../../contract/fail.ts';
import { IncidentId } from '../../contract/ids.ts';
import type { Transport } from '../../contract/outbox.ts';
import { type BlockedRecipient, RecipientFacts } from '../../contract/recipients.ts';
import type { ReadDb } from '../../db/db.ts';
import { dateIn } from '../../shared/calendar.ts';
import { DAY_MS } from '../../shared/durations.ts';
import { LANGUAGES, type Language } from '../../shared/language.ts';
import { BLOCK_DAYS, heldBack, lastFailure } from '../bounces/index.ts';
import type { Core } from '../core.ts';
import { known, parseRules } from '../hosts/index.ts';
import { type Case, findCase, missingFacts, type RecipientSubject } from '../incidents/index.ts';
import { readSettings } from '../settings/index.ts';
import { domainOf, likelyAddresses, serviceOf } from './address.rules.ts';
import { readMails } from './mails.repo.ts';

/** A case about one recipient. */
export interface RecipientCase {
  readonly found: Case;
  readonly subject: RecipientSubject;
}

/** Throws `incident_not_found`, `not_about_recipient`. */
export async function findRecipientCase(core: Core, db: ReadDb, id: string): Promise<RecipientCase> {
  const found = await findCase(core, db, id);
  const { subject } = found.stored;
  if (subject.kind !== 'recipient') throw fail('not_about_recipient', {});
  return { found, subject };
}

/** The address that counts now: the one it was meant to be, once that is known. */
const addressOf = ({ address, corrected }: RecipientSubject): string => corrected || address;

/** Where he reads his mail: as somebody said, else as his address says. */
export const serviceFor = (subject: RecipientSubject) => subject.service ?? serviceOf(addressOf(subject));

/** A blocked recipient with all that is known of him. Throws `incident_not_found`, `not_about_recipient`. */
export async function recipientView(core: Core, id: string): Promise<z.input<typeof BlockedRecipient>> {
  const db = core.db.read;
  const { found, subject } = await findRecipientCase(core, db, id);
  const now = core.clock.now();
  const suppression = await heldBack(db, subject.address, now);
  const until = suppression?.until ?? null;
  const mails = await readMails(db, id);
  const language = await languageOf(core, db, found);
  return {
    incidentId: IncidentId.parse(id),
    address: subject.address,
    corrected: subject.corrected,
    facts: RecipientFacts.parse(subject),
    missing: missingFacts(subject),
    known: await knownFacts(core, db, subject.address),
    likely: likelyAddresses(subject.address, await domainsOf(db, found.stored.packId)),
    paused: suppression === null ? null : { suppression, daysLeft: until === null ? null : Math.ceil((Date.parse(until) - now) / DAY_MS) },
    pauseDays: await pauseDays(db, found.stored.hostId),
    mails,
    confirmed: mails.some(({ state }) => state === 'confirmed'),
    service: serviceFor(subject),
    language,
    wish: core.texts.t(language, 'trust:wish'),
  };
}

/** What this program itself sent him last, and what came back: what was practised or put down as a draft was sent to nobody. */
async function knownFacts(core: Core, db: ReadDb, address: string): Promise<z.input<typeof BlockedRecipient>['known']> {
  const sent = await db
    .selectFrom('outbox')
    .where('destination', '=', domainOf(address))
    .where('recipient', '=', address)
    .where('transport', '=', 'smtp' satisfies Transport)
    .where((eb) => eb.or([eb('sent_at', 'is not', null), eb('state', '=', 'failed')]))
    .orderBy('created_at', 'desc')
    .select((eb) => ['sender', eb.fn.coalesce('sent_at', 'sending_at', 'due_at').as('at')])
    .limit(1)
    .executeTakeFirst();
  const answer = (await lastFailure(db, address)) ?? '';
  return { sender: sent?.sender ?? '', lastMailOn: sent === undefined ? null : dateIn(sent.at, core.clock.timeZone()), answer };
}

async function domainsOf(db: ReadDb, packId: string): Promise<string[]> {
  const rows = await db.selectFrom('hosted_account').where('pack_id', '=', packId).where('ended_at', 'is', null).select('domain').distinct().execute();
  return rows.map(({ domain }) => domain).filter((domain) => domain !== '');
}

/** How long an address that failed for good is left alone (rule 003-05). */
export async function pauseDays(db: ReadDb, hostId: string): Promise<number> {
  const host = await db.selectFrom('host').where('id', '=', hostId).select('rules').executeTakeFirstOrThrow();
  return known(parseRules(host.rules).recipientBlockDays) ?? BLOCK_DAYS;
}

/** Language of the client it is about; without one, of whoever works here. */
async function languageOf(core: Core, db: ReadDb, { concerned }: Case): Promise<Language> {
  const clientId = concerned.find((person) => person.clientId !== null)?.clientId ?? null;
  const client = clientId === null ? undefined : await db.selectFrom('client').where('id', '=', clientId).select('language').executeTakeFirst();
  return LANGUAGES.find((language) => language === client?.language) ?? (await readSettings(core, db)).language ?? 'en';
}
