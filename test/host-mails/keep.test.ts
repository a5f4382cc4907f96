import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodemailerFormat } from '../../src/adapters/mail-format.ts';
import { createTexts } from '../../src/adapters/texts.ts';
import { HostMail, type HostMailSource, KeptHostMail } from '../../src/contract/host-mails.ts';
import { FileRef, IncidentId, PackId } from '../../src/contract/ids.ts';
import { Incident } from '../../src/contract/incidents.ts';
import { caseFromMailHandlers, hostMailsHandlers } from '../../src/features/host-mails/index.ts';
import { reportBlocks } from '../../src/features/incident-reports/blocks.rules.ts';
import { gatherReport } from '../../src/features/incident-reports/gather.ts';
import { incidentsHandlers } from '../../src/features/incidents/index.ts';
import { openTestCore, type TestCore } from '../support/core.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { makePack, panelAccount, readList } from '../support/hosted.ts';

const FOLDER = join(import.meta.dirname, '../fixtures/host-mails');
const CALL = { signal: undefined };
const SUBJECT = { kind: 'suspension', scope: 'account', stopped: 'hosting', name: 'alpha', reason: '' } as const;

let test: TestCore;
let packId: PackId;
let mails: ReturnType<typeof hostMailsHandlers>;
let cases: Omit<ReturnType<typeof incidentsHandlers>, 'open'> & ReturnType<typeof caseFromMailHandlers>;

beforeAll(async () => {
  test = openTestCore({ mail: nodemailerFormat, texts: createTexts() }, new FakeClock(Date.UTC(2026, 10, 20, 12), 'UTC'));
  packId = await makePack(test);
  mails = hostMailsHandlers(test.core);
  cases = {
    ...incidentsHandlers(test.core, { withdraw: () => Promise.reject(new Error('Nothing is withdrawn here')) }),
    ...caseFromMailHandlers(test.core),
  };
  await readList(test, packId, [panelAccount('alpha')]);
});
afterAll(() => test.close());

const put = async (bytes: Uint8Array) => ({ fileRef: (await test.core.files.put('x.eml', 'message/rfc822', bytes)).ref });
const open = async (mail?: HostMailSource) =>
  Incident.parse(await cases.open({ packId, subject: SUBJECT, concerned: [], note: 'Words', ...(mail !== undefined && { mail }) }, CALL));
const kept = async (id: IncidentId) => (await mails.kept({ incidentId: id }, CALL)).map((mail) => KeptHostMail.parse(mail));

describe('the mail a case was opened from', () => {
  it('is kept byte for byte, with what its head says, and the story names it', async () => {
    const bytes = readFileSync(join(FOLDER, 'en-suspended-account.eml'));
    const { id, story } = await open(await put(bytes));
    const [mail] = await kept(id);
    expect(mail).toMatchObject({
      isMail: true,
      from: 'abuse@northhost.example',
      writtenAt: '2026-11-20T09:30:00.000Z',
      messageId: '<en-suspended-account@mail.example>',
      sha256: test.core.hasher.sha256(bytes),
    });
    expect(story[0]).toMatchObject({
      what: 'opened',
      told: { key: 'host_mail', values: { from: 'abuse@northhost.example', on: '2026-11-20' } },
      text: 'Words',
    });
    if (mail === undefined) throw new Error('Nothing was kept');
    const { fileRef } = await mails.original({ incidentId: id, mailId: mail.id }, CALL);
    const { file, bytes: same } = await test.core.files.bytes(FileRef.parse(fileRef));
    expect(file).toMatchObject({ name: 'Account suspended- alpha.eml', mime: 'message/rfc822' });
    expect(Buffer.from(same).equals(bytes)).toBe(true);
  });

  it('keeps a pasted text without making up a head', async () => {
    const { id, story } = await open({ text: 'Your account alpha has been suspended.' });
    expect(await kept(id)).toMatchObject([{ isMail: false, from: '', writtenAt: null, messageId: '' }]);
    expect(story[0]?.told).toEqual({ key: 'host_text', values: {} });
  });

  it('says that a term was counted from the day it was put in only where one was', async () => {
    const counted = async (text: string) => (await kept((await open({ text })).id)).map(({ answerBy, answerCounted }) => [answerBy !== null, answerCounted]);
    const body = 'Your account alpha has been suspended.\nPlease reply';
    expect(await counted(`${body} within 48 hours.`)).toEqual([[true, true]]);
    expect(await counted(`${body} before 27 November 2026.`)).toEqual([[true, false]]);
    // Its head names a day nobody can read: a term of it began nobody knows when.
    expect(await counted(`-----Original Message-----\nFrom: abuse@northhost.example\nSent: the other day\nSubject: x\n\n${body} within 48 hours.`)).toEqual([
      [false, false],
    ]);
  });

  it('names the number of the host’s own mail where that is attached, and none where it was passed on as text', async () => {
    const attached = await open(await put(readFileSync(join(FOLDER, 'en-attached.eml'))));
    expect((await kept(attached.id))[0]?.messageId).not.toBe('<en-attached@mail.example>');
    const passedOn = await open(await put(readFileSync(join(FOLDER, 'en-forwarded.eml'))));
    expect(await kept(passedOn.id)).toMatchObject([{ isMail: true, messageId: '' }]);
  });

  it('is none where a case is opened by hand, and belongs to no other case', async () => {
    const byHand = await open();
    expect(await kept(byHand.id)).toEqual([]);
    expect(byHand.story[0]?.told).toBeNull();
    const { id } = await open({ text: 'Your account alpha has been suspended.' });
    const [mail] = await kept(id);
    if (mail === undefined) throw new Error('Nothing was kept');
    await expect(mails.original({ incidentId: byHand.id, mailId: mail.id }, CALL)).rejects.toMatchObject({ code: 'host_mail_not_found' });
  });

  it('opens nothing where it cannot be kept', async () => {
    const count = async () => (await cases.list({ show: 'all', offset: 0, limit: 1 }, CALL)).total;
    const before = await count();
    await expect(open({ fileRef: FileRef.parse('01a203bf-0000-7000-987c-582b50f34b23') })).rejects.toMatchObject({ code: 'file_not_found' });
    await expect(open(await put(new Uint8Array(21 * 1024 * 1024)))).rejects.toMatchObject({ code: 'file_too_large' });
    expect(await count()).toBe(before);
  });

  it('says whether it tells when it happened, or only by when', async () => {
    const read = async (text: string) => await mails.read({ source: { text } }, CALL);
    expect(await read('Date: Fri, 20 Nov 2026 09:30:00 +0000\nSubject: x\n\nYour account alpha has been suspended.')).toMatchObject({ datedBy: 'mail' });
    expect(await read('Your account alpha has been suspended on 20 November 2026 at 07:15.')).toMatchObject({ datedBy: 'words' });
    expect(await read('Your account alpha has been suspended.')).toMatchObject({ occurredAt: null, datedBy: null });
  });
});

describe('what is told of that mail', () => {
  const blocks = async (id: IncidentId, form: 'host' | 'complete') =>
    JSON.stringify(reportBlocks(await gatherReport(test.core, { id, language: 'en', form, cost: false, note: '' }), test.core.texts));
  const values = async (id: IncidentId) => (await cases.letterValues({ id, kind: 'unblock_request', language: 'en' }, CALL)).values;

  it('is what the host finds it by, in both forms of the report', async () => {
    const { id } = Incident.parse(
      await cases.open({ packId, subject: SUBJECT, concerned: [], note: '', ticket: '4411', mail: await put(readFileSync(join(FOLDER, 'en-pack.eml'))) }, CALL),
    );
    for (const form of ['host', 'complete'] as const) {
      expect(await blocks(id, form)).toContain('["Number at the host","4411"]');
      expect(await blocks(id, form)).toContain('abuse@northhost.example\\nMessage-ID <en-pack@mail.example>');
    }
  });

  it('is no number of a mail where a text was pasted, which the host is not told of', async () => {
    const { id } = await open({ text: 'Your account alpha has been suspended.' });
    expect(await blocks(id, 'complete')).toContain('A text that was pasted');
    expect(await blocks(id, 'host')).not.toContain('Mail of the host');
  });

  it('is only a moment by which it had happened, where the mail says no more', async () => {
    const at = '2026-11-20T09:30:00.000Z';
    const from = async (name: string) =>
      Incident.parse(
        await cases.open({ packId, subject: SUBJECT, concerned: [], note: '', occurredAt: at, mail: await put(readFileSync(join(FOLDER, name))) }, CALL),
      );
    const { id } = await from('en-suspended-several.eml');
    expect((await values(id)).blocked_since).toMatch(/^20 November 2026.* at the latest \(date of your mail\)$/);
    const seen = async (language: 'en' | 'fr' | 'ru') => (await cases.letterValues({ id, kind: 'care_request', language }, CALL)).values.first_seen;
    expect([await seen('en'), await seen('fr'), await seen('ru')]).toEqual([
      '20 November 2026 or earlier',
      '20 novembre 2026 au plus tard',
      '20 ноября 2026 г. или раньше',
    ]);
    expect(await blocks(id, 'host')).toContain('The time given is the date of the host’s mail');
    const named = await from('en-suspended-account.eml');
    expect((await values(named.id)).blocked_since).toMatch(/^20 November 2026/);
    expect((await values(named.id)).blocked_since).not.toContain('latest');
  });
});

it('tells the host the hour its mail named, by the clock of its other packs where that of this one is not known', async () => {
  const hostId = (await test.core.db.read.selectFrom('pack').select('host_id').where('id', '=', packId).executeTakeFirstOrThrow()).host_id;
  const other = { id: PackId.parse('01a203bf-0000-7000-987c-582b50f34b29'), host_id: hostId, name: 'Other', created_at: 0, zone: 'Asia/Tokyo' };
  await test.core.db.write(async (tx) => {
    await tx.updateTable('pack').set({ zone: null }).where('id', '=', packId).execute();
    await tx.insertInto('pack').values(other).execute();
  });
  const text = 'Your account alpha has been suspended on 20 November 2026 at 07:15.';
  const { occurredAt } = HostMail.parse(await mails.read({ source: { text }, packId }, CALL));
  expect(occurredAt).toBe('2026-11-19T22:15:00.000Z');
  if (occurredAt === null) throw new Error('No moment was read');
  const { id } = Incident.parse(await cases.open({ packId, subject: SUBJECT, concerned: [], note: '', occurredAt }, CALL));
  const { values } = await cases.letterValues({ id, kind: 'unblock_request', language: 'fr' }, CALL);
  expect(values.blocked_since).toBe('20 novembre 2026 à 07:15 (Asia/Tokyo, UTC+9)');
});

it('knows no case that is not there', async () => {
  await expect(kept(IncidentId.parse('01a203bf-0000-7000-987c-582b50f34b23'))).rejects.toMatchObject({ code: 'incident_not_found' });
});
