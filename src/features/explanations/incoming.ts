import type { OfferedMail } from '../../contract/explanations.ts';
import type { ReadDb } from '../../db/db.ts';
import type { ParsedMail } from '../../ports/mailer.ts';
import { isContact } from '../acknowledgements/index.ts';
import { parseAddress } from '../clients/index.ts';
import type { Core } from '../core.ts';
import type { OtherMail } from '../hooks.ts';
import { readSettings } from '../settings/index.ts';
import { keepAnswer, MAY_ANSWER, wordsOfMail } from './answer.ts';
import { insertOffer, takenBefore } from './answers.repo.ts';
import type { ExplanationDesk } from './desk.ts';
import { findRound } from './rounds.repo.ts';
import { type RoundView, viewsOf } from './view.ts';

/** Message-IDs of a thread that are looked for. */
const THREAD_LENGTH = 50;
/** How a case is named in the subject of its letters. */
const REFERENCE = /(?<!\d)\d{4}-\d{3,6}(?!\d)/g;

/** A round a mail may answer, and what makes it doubtful; null = nothing does. */
interface Match {
  readonly round: RoundView;
  readonly doubt: OfferedMail['reason'] | null;
}

/**
 * Takes a mail of a person in if it answers a round: by the thread of one of its letters and from an address of the client it is the answer, while nothing was decided.
 * By the reference in its subject alone, from another address, after the verdict, or where a person said before that it is none, it waits for a person. True when it was kept, or had been before.
 */
export async function takeInMail(desk: ExplanationDesk, { mail, bytes }: OtherMail): Promise<boolean> {
  const { core } = desk;
  const found = (await isOurs(desk, mail)) ? null : await matchOf(core, core.db.read, mail);
  if (found === null) return false;
  const { stored } = found.round;
  const words = await wordsOfMail(core, stored, { mail, bytes });
  const before = await takenBefore(core.db.read, stored.id, words.sha256);
  if (before === 'taken') return true;
  const doubt = found.doubt ?? before;
  await core.db.write(async (tx) => {
    if (doubt === null) {
      await keepAnswer(desk, tx, { id: stored.id, words, source: 'mailbox', author: '' });
      return;
    }
    const { sender, subject, writtenAt, ownWords, sha256, raw } = words;
    const offer = { sender, subject, writtenAt, ownWords, sha256, raw };
    await insertOffer(tx, { id: core.ids.next(), explanationId: stored.id, reason: doubt, readAt: core.clock.now(), ...offer });
  });
  core.changed('incidents', 'outbox');
  return true;
}

const keyOf = (address: string): string => parseAddress(address)?.key ?? address.trim().toLowerCase();

/** What the reseller wrote himself: a folder of sent mail holds it as well. */
async function isOurs({ core }: ExplanationDesk, mail: ParsedMail): Promise<boolean> {
  const { sender } = await readSettings(core, core.db.read);
  const own = [sender.fromAddress, sender.supportAddress].filter((address) => address !== '');
  return own.map(keyOf).includes(keyOf(mail.from.address));
}

async function matchOf(core: Core, db: ReadDb, mail: ParsedMail): Promise<Match | null> {
  return (await byThread(core, db, mail)) ?? (await bySubject(core, db, mail));
}

async function byThread(core: Core, db: ReadDb, mail: ParsedMail): Promise<Match | null> {
  const thread = mail.answers.slice(0, THREAD_LENGTH);
  if (thread.length === 0) return null;
  const letters = await db
    .selectFrom('explanation_letter')
    .innerJoin('letter', 'letter.id', 'explanation_letter.letter_id')
    .innerJoin('outbox', 'outbox.id', 'letter.outbox_id')
    .where('outbox.message_id', 'in', thread)
    .select(['explanation_letter.explanation_id', 'outbox.message_id', 'outbox.recipient'])
    .execute();
  const named = thread.flatMap((id) => letters.filter(({ message_id }) => message_id === id))[0];
  if (named === undefined) return null;
  const round = await lastRound(core, db, await findRound(db, named.explanation_id));
  const from = keyOf(mail.from.address);
  const isHis = from === keyOf(named.recipient) || (await isContact(db, round.stored.clientId, from));
  if (!isHis) return { round, doubt: 'other_address' };
  // An answer to an earlier round may or may not answer what is asked now.
  const isLate = round.stored.id !== named.explanation_id || !MAY_ANSWER.includes(round.state);
  return { round, doubt: isLate ? 'late' : null };
}

async function bySubject(core: Core, db: ReadDb, mail: ParsedMail): Promise<Match | null> {
  const references = [...mail.subject.matchAll(REFERENCE)].map(([reference]) => reference).slice(0, 5);
  if (references.length === 0) return null;
  const rounds = await db
    .selectFrom('explanation')
    .innerJoin('incident', 'incident.id', 'explanation.incident_id')
    .where('incident.reference', 'in', references)
    .select(['explanation.id', 'explanation.client_id'])
    .orderBy('explanation.asked_at', 'desc')
    .execute();
  const from = keyOf(mail.from.address);
  for (const { id, client_id } of rounds) {
    if (await isContact(db, client_id, from)) return { round: await lastRound(core, db, await findRound(db, id)), doubt: 'subject_only' };
  }
  const clients = new Set(rounds.map(({ client_id }) => client_id));
  const [only] = rounds;
  // From a stranger it is offered only where nobody else can be meant.
  return only === undefined || clients.size > 1 ? null : { round: await lastRound(core, db, await findRound(db, only.id)), doubt: 'other_address' };
}

/** The last round of the client of a round that was not withdrawn; itself where there is none. */
async function lastRound(core: Core, db: ReadDb, { id, incidentId, clientId }: Awaited<ReturnType<typeof findRound>>): Promise<RoundView> {
  const own = (await viewsOf(core, db, incidentId)).filter(({ stored }) => stored.clientId === clientId);
  const last = own.findLast(({ state }) => state !== 'withdrawn') ?? own.find(({ stored }) => stored.id === id);
  if (last === undefined) throw new Error('A round is lost between two questions');
  return last;
}
