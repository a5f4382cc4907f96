import type { Handlers } from '../../contract/handlers.ts';
import type { KeptHostMail } from '../../contract/host-mails.ts';
import { type ClientId, FileRef, HostId } from '../../contract/ids.ts';
import type { Contract } from '../../contract/index.ts';
import type { Letter, ToldClient } from '../../contract/letters.ts';
import { zipChunks } from '../../shared/bundle/zip-writer.ts';
import { dateIn, longDate } from '../../shared/calendar.ts';
import { safeFileName } from '../../shared/text.ts';
import { isMomentUnknown } from '../../shared/unknown-moment.ts';
import type { Core } from '../core.ts';
import { evidencePayload } from '../evidence/index.ts';
import { type Case, findCase, keptMails } from '../incidents/index.ts';
import { exportBundle } from '../ledger/index.ts';
import { findLetter, wordsOf } from './letters.repo.ts';
import { toldClients } from './told.ts';

type Own = Handlers<Contract['letters']>;

/** The letter as it was written, as a file. Throws `letter_not_found`. */
export async function letterPdf(core: Core, id: string): ReturnType<Own['pdf']> {
  const { subject } = await findLetter(core.db.read, id);
  const { pdf } = await wordsOf(core.db.read, id);
  return { fileRef: (await core.files.put(`${safeFileName(subject)}.pdf`, 'application/pdf', pdf)).ref };
}

/** What one client had been told for the host of the case, as a bundle of its own. */
interface Told extends ToldClient {
  readonly file: string;
  readonly bytes: Uint8Array;
}

/**
 * The letter and, for each client who caused it or is suspected, the bundle of evidence that he had been told, as one ZIP with a page that says what it proves and what it does
 * not. Throws `letter_not_found`.
 */
export async function letterProof(core: Core, id: string): ReturnType<Own['proof']> {
  const letter = await findLetter(core.db.read, id);
  const { pdf } = await wordsOf(core.db.read, id);
  const found = await findCase(core, core.db.read, letter.incidentId);
  const clients = await toldClients(core.db.read, found);
  const told: Told[] = [];
  for (const each of clients.filter(({ evidence }) => evidence.length > 0)) {
    const bytes = await bundleOf(core, { clientId: each.clientId, hostId: HostId.parse(found.stored.hostId) }, letter);
    told.push({ ...each, file: `proof/proof-${told.length + 1}.zip`, bytes });
  }
  const without = clients.filter(({ clientId }) => !told.some((each) => each.clientId === clientId)).map(({ name }) => name);
  const { encodeUtf8 } = core.bundles.tools;
  const mails = letter.reader === 'host' ? await keptMails(core.db.read, letter.incidentId) : [];
  const index = encodeUtf8(indexText(core, { letter, found, pdf, told, without, mails }));
  const entries = [
    { name: 'index.txt', content: index },
    { name: 'letter.pdf', content: pdf },
    ...told.map(({ file, bytes }) => ({ name: file, content: bytes })),
  ];
  const file = await core.files.putChunks(`${safeFileName(letter.subject)}.zip`, 'application/zip', zipChunks(entries, core.bundles.tools));
  return { fileRef: file.ref, clients: told.length };
}

interface Pair {
  readonly clientId: ClientId;
  readonly hostId: HostId;
}

async function bundleOf(core: Core, scope: Pair, { language }: Letter): Promise<Uint8Array> {
  const wanted = { scope, language, timeStamp: false, signal: undefined };
  for await (const step of exportBundle(core, { evidence: evidencePayload }, wanted)) {
    if (step.kind !== 'done') continue;
    const ref = FileRef.parse(step.result.fileRef);
    const { bytes } = await core.files.bytes(ref);
    await core.files.remove(ref);
    return bytes;
  }
  throw new Error('The export of evidence ended without a file');
}

interface Contents {
  readonly letter: Letter;
  readonly found: Case;
  readonly pdf: Uint8Array;
  readonly told: readonly Told[];
  readonly without: readonly string[];
  /** Mails of the host that the case was opened from: he finds them by their numbers. */
  readonly mails: readonly KeptHostMail[];
}

/** The page that goes with it, in the language of the letter: with the byte-order mark that editors tell UTF-8 by. */
function indexText(core: Core, { letter, found, pdf, told, without, mails }: Contents): string {
  const { language } = letter;
  const say = (key: string, values: Readonly<Record<string, string | number>> = {}): string => core.texts.t(language, `caseletters:proof.${key}`, values);
  const hashed = (line: string, bytes: Uint8Array): string[] => [line, `  ${say('hash', { hash: core.hasher.sha256(bytes) })}`];
  const dayOf = (at: number): string => longDate(dateIn(at, core.clock.timeZone()), language);
  const answersLine = (id: string, at: string | null): string[] => (id === '' || at === null ? [] : [say('hostMail', { on: dayOf(Date.parse(at)), id })]);
  const by = dayOf(found.stored.occurredAt);
  const happenedOn = isMomentUnknown(found.stored) ? say('latest', { on: by }) : by;
  // What was told after it happened proves nothing of what the client knew then.
  const laterLine = (count: number): string[] => (count === 0 ? [] : [`  ${say('later', { count, on: happenedOn })}`]);
  const none = told.length > 0 ? [] : [say(without.length > 0 ? 'nobody' : 'unknown')];
  const title = say('title', { reference: found.stored.reference });
  const lines = [
    ...[title, '='.repeat(title.length), ''],
    ...hashed(say('letter', { subject: letter.subject, on: dayOf(Date.parse(letter.createdAt)) }), pdf),
    ...mails.flatMap(({ messageId, writtenAt }) => answersLine(messageId, writtenAt)),
    ...told.flatMap(({ file, name, evidence, bytes }) => [
      ...hashed(say('client', { file, client: name, count: evidence.length }), bytes),
      ...laterLine(evidence.filter(({ happenedAt }) => Date.parse(happenedAt) > found.stored.occurredAt).length),
    ]),
    ...none,
    ...(told.length > 0 && without.length > 0 ? [say('without', { names: without.join(', ') })] : []),
    ...(told.length > 0 ? ['', say('proves'), ...[say('proves_1'), say('proves_2')].map((line) => `- ${line}`)] : []),
    ...['', say('not'), ...[say('not_1'), say('not_2'), say('not_3')].map((line) => `- ${line}`)],
  ];
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}
