import { fail } from '../../contract/fail.ts';
import { ClientId, HostId, IncidentId } from '../../contract/ids.ts';
import type { Letter } from '../../contract/letters.ts';
import { FIELDS_OF, mayBeUnknown } from '../../contract/merge-fields.ts';
import type { Innocent } from '../../contract/repermission.ts';
import type { StoryTold } from '../../contract/story.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import type { Language } from '../../shared/language.ts';
import type { Core } from '../core.ts';
import {
  type Case,
  clientsOfPack,
  doubtsIn,
  findCase,
  isOver,
  markStep,
  reachedNobody,
  sharedTrouble,
  tellStory,
  valuesForLetter,
} from '../incidents/index.ts';
import { insertLetter, lettersOf, type PreparedLetter, prepareLetter } from '../letters/index.ts';
import { composeText, findRecipient, languageOf, loadRecipients, type Recipient } from '../notices/index.ts';
import type { Outbox } from '../outbox/index.ts';
import { readSettings } from '../settings/index.ts';
import { namesOfSuspects } from './innocents.repo.ts';
import { namedIn } from './named.rules.ts';

/** The letter they get, and the step it is for. */
export const KIND = 'innocent_notice';
export const STEP = 'tell_innocent';

/** Clients of a case, by what it says of them. */
export function idsBy({ concerned }: Case, innocent: boolean): string[] {
  return concerned.flatMap(({ role, clientId }) => ((role === 'innocent') === innocent && clientId !== null ? [clientId] : []));
}

/** The newest letter of each client that tells him of the case. */
export async function lettersByClient(db: ReadDb, incidentId: string): Promise<Map<string, Letter>> {
  const own = (await lettersOf(db, incidentId)).filter(({ kind, clientId }) => kind === KIND && clientId !== null);
  return new Map(own.reverse().map((letter) => [letter.clientId ?? '', letter]));
}

/** Who may be told: those the case names, their neighbours in the pack, last whoever may have to do with it. Who is suspected with one account is told of none. Throws `incident_not_found`. */
export async function listInnocents(core: Core, incidentId: string): Promise<Innocent[]> {
  const db = core.db.read;
  const found = await findCase(core, db, incidentId);
  const suspects = new Set(idsBy(found, false));
  const innocent = new Set(idsBy(found, true).filter((id) => !suspects.has(id)));
  const wanted = [...innocent, ...(await clientsOfPack(db, found.stored.packId)).filter((id) => !suspects.has(id) && !innocent.has(id))];
  if (wanted.length === 0) return [];
  const letters = await lettersByClient(db, incidentId);
  const doubts = await doubtsIn(db, found.stored);
  const { transport } = await readSettings(core, db);
  const people = (await recipientsOf(core, wanted, found.stored.hostId)).map((recipient): Innocent => {
    const letter = letters.get(recipient.client.id);
    const to = recipient.contact === null || recipient.contact.suppressedSince !== null ? '' : recipient.contact.email;
    return {
      clientId: ClientId.parse(recipient.client.id),
      name: recipient.client.name,
      language: languageOf(recipient),
      to,
      domains: recipient.accounts.map(({ mainDomain }) => mainDomain).filter((domain) => domain !== ''),
      why: innocent.has(recipient.client.id) ? 'innocent' : 'neighbour',
      doubts: doubts.get(recipient.client.id) ?? [],
      mayTell: to !== '' && (letter === undefined || reachedNobody(letter.state, transport)),
      letter: letter === undefined ? null : { id: letter.id, state: letter.state, at: letter.sentAt ?? letter.createdAt },
    };
  });
  const rank = ({ why, doubts: { length } }: Innocent): number => (length > 0 ? 2 : why === 'innocent' ? 0 : 1);
  return people.toSorted((a, b) => rank(a) - rank(b));
}

/** Clients at the host of the case, by name; those without an account there last. */
async function recipientsOf(core: Core, clientIds: readonly string[], hostId: string): Promise<Recipient[]> {
  const all = await loadRecipients(core.db.read, { clientIds, dueOnly: false, now: core.clock.now() });
  const here = all.filter(({ host }) => host.id === hostId);
  const missing = clientIds.filter((id) => !here.some(({ client }) => client.id === id));
  const others: Recipient[] = [];
  for (const clientId of missing) others.push(await findRecipient(core, { clientId, hostId: HostId.parse(hostId) }));
  return [...here, ...others];
}

/** Whom a letter is for. */
export interface ToInnocent {
  readonly incidentId: IncidentId;
  readonly clientId: ClientId;
}

/** A letter, with words of it that would tell who caused it. */
type Named<T> = T & { readonly names: string[] };

/** The letter of one client as it would be. Throws `incident_not_found`, `client_not_found`, `innocent_suspected`. */
export async function previewFor(
  core: Core,
  { incidentId, clientId }: ToInnocent,
): Promise<Named<{ language: Language; to: string; subject: string; text: string; html: string }>> {
  const found = await findCase(core, core.db.read, incidentId);
  requireInnocent(found, clientId);
  const hostId = HostId.parse(found.stored.hostId);
  const recipient = await findRecipient(core, { clientId, hostId });
  const language = languageOf(recipient);
  const { known, own, notKnown } = await valuesOf(core, { found, clientId, language });
  const { letter, content } = await composeText(core, { hostId, kind: KIND, language, clientId, values: { ...known, ...own }, notKnown });
  const names = await namesIn(core, { found, recipient }, `${content.subject}\n${letter.text}`);
  return { language, to: recipient.contact?.email ?? '', subject: content.subject, text: letter.text, html: letter.html, names };
}

/**
 * The letter of one client, ready to leave. Throws what `previewFor` throws, and `incident_closed`, `sender_not_set`, `letter_incomplete`, `letter_no_contact`.
 */
export async function letterFor(core: Core, { incidentId, clientId }: ToInnocent): Promise<Named<{ prepared: PreparedLetter }>> {
  const found = await findCase(core, core.db.read, incidentId);
  requireInnocent(found, clientId);
  const recipient = await findRecipient(core, { clientId, hostId: found.stored.hostId });
  const language = languageOf(recipient);
  const { own, notKnown } = await valuesOf(core, { found, clientId, language });
  const prepared = await prepareLetter(core, { incidentId, kind: KIND, clientId, language, values: own, notKnown });
  return { prepared, names: await namesIn(core, { found, recipient }, `${prepared.subject}\n${prepared.text}`) };
}

/** What the case knows for a letter, what is put in its place, and what nobody knows: nobody is asked for it where many are told at once. */
async function valuesOf(core: Core, whom: { readonly found: Case; readonly clientId: ClientId; readonly language: Language }) {
  const { found, clientId, language } = whom;
  const { values: known } = await valuesForLetter(core, { id: IncidentId.parse(found.stored.id), kind: KIND, language, clientId });
  return { known, own: await ownValues(core, whom), notKnown: FIELDS_OF[KIND].filter((field) => mayBeUnknown(field) && (known[field] ?? '') === '') };
}

/** Of whom something tells against it, nobody says that he is not the cause: his letter says what happened, and no more. */
async function ownValues(
  { db, texts }: Core,
  { found, clientId, language }: { readonly found: Case; readonly clientId: string; readonly language: Language },
): Promise<{ what_happened?: string }> {
  const shared = sharedTrouble(found.stored.subject);
  if (shared === null || !(await doubtsIn(db.read, found.stored)).has(clientId)) return {};
  const { key, name, list } = shared;
  return { what_happened: texts.t(language, `letters:trouble.${key}`, { name, list }) };
}

async function namesIn(core: Core, { found, recipient }: { readonly found: Case; readonly recipient: Recipient }, text: string): Promise<string[]> {
  const { client, contact, accounts } = recipient;
  const own = [client.name, contact?.name ?? '', contact?.email ?? '', ...accounts.flatMap(({ mainDomain, otherDomains }) => [mainDomain, ...otherDomains])];
  return namedIn(text, await namesOfSuspects(core.db.read, found), own);
}

/** Whoever caused it, or may have, is written to in other words. Throws `innocent_suspected`. */
export function requireInnocent(found: Case, clientId: string): void {
  const suspect = found.concerned.find((one) => one.clientId === clientId && one.role !== 'innocent');
  if (suspect !== undefined) throw fail('innocent_suspected', { client: suspect.name });
}

/** Queues a letter unless he was told of this case already. False = he was. Throws `incident_closed`, `innocent_suspected`. */
export async function queueFor(core: Core, tx: WriteDb, { prepared, enqueue }: { readonly prepared: PreparedLetter; readonly enqueue: Outbox['enqueue'] }) {
  const { incidentId, client } = prepared;
  const clientId = client?.id ?? '';
  requireInnocent(await findCase(core, tx, incidentId), clientId);
  const before = (await lettersByClient(tx, incidentId)).get(clientId);
  if (before !== undefined && !reachedNobody(before.state, (await readSettings(core, tx)).transport)) return false;
  await insertLetter(core, tx, { prepared, enqueue });
  return true;
}

/** One line for all who were told at once, in the transaction of the last of them: the step waits until their letters left. */
export async function noteTold(core: Core, tx: WriteDb, { incidentId, count }: { readonly incidentId: string; readonly count: number }): Promise<void> {
  const told: StoryTold = { key: 'innocents_told', values: { count } };
  const { steps } = await findCase(core, tx, incidentId);
  const isDone = steps.some(({ id, state }) => id === STEP && isOver(state));
  if (isDone) await tellStory(core, tx, { id: incidentId, what: 'note', step: STEP, told });
  else await markStep(core, tx, { id: incidentId, step: STEP, state: 'waiting', told });
}
