import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodemailerFormat } from '../../src/adapters/mail-format.ts';
import { createTexts } from '../../src/adapters/texts.ts';
import type { HostMailSource } from '../../src/contract/host-mails.ts';
import { IncidentId, type PackId } from '../../src/contract/ids.ts';
import { Incident } from '../../src/contract/incidents.ts';
import { caseFromMailHandlers, hostMailsHandlers } from '../../src/features/host-mails/index.ts';
import { reportBlocks } from '../../src/features/incident-reports/blocks.rules.ts';
import { gatherReport } from '../../src/features/incident-reports/gather.ts';
import { incidentsHandlers } from '../../src/features/incidents/index.ts';
import { openTestCore, type TestCore } from '../support/core.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { makePack } from '../support/hosted.ts';

const CALL = { signal: undefined };
const SUBJECT = { kind: 'suspension', scope: 'pack', stopped: 'hosting', name: '', reason: '' } as const;
const REMINDER =
  'From: abuse@northhost.example\r\nDate: Fri, 20 Nov 2026 10:00:00 +0000\r\nMessage-ID: <r1@mail.example>\r\nSubject: [Ticket #90117] Reminder\r\n\r\nWe are still waiting. Please reply by 27 November 2026.\r\n';

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
});
afterAll(() => test.close());

const put = async (text: string) => ({ fileRef: (await test.core.files.put('x.eml', 'message/rfc822', Buffer.from(text))).ref });
const open = async (known: { readonly ticket?: string; readonly answerBy?: string } = {}) =>
  Incident.parse(await cases.open({ packId, subject: SUBJECT, concerned: [], note: '', ...known }, CALL));
const get = async (id: IncidentId) => Incident.parse(await cases.get({ id }, CALL));
const add = (incidentId: IncidentId, source: HostMailSource) => mails.add({ incidentId, source }, CALL);
const dueOf = ({ steps }: Incident) => steps.find(({ id }) => id === 'ask_unblocking')?.dueOn;

describe('a further mail of the host', () => {
  it('is kept as it came, gives the case the number and the day it lacks, and leaves one line', async () => {
    const { id, story } = await open();
    const { mailId } = await add(id, await put(REMINDER));
    expect(await mails.kept({ incidentId: id }, CALL)).toMatchObject([
      { id: mailId, messageId: '<r1@mail.example>', ticket: '90117', answerBy: '2026-11-27', sha256: test.core.hasher.sha256(Buffer.from(REMINDER)) },
    ]);
    const after = await get(id);
    expect(after).toMatchObject({ ticket: '90117', answerBy: '2026-11-27' });
    expect(dueOf(after)).toBe('2026-11-27');
    expect(after.story).toHaveLength(story.length + 1);
    expect(after.story.at(-1)).toMatchObject({ what: 'note', told: { key: 'host_mail', values: { from: 'abuse@northhost.example', on: '2026-11-20' } } });
    expect(after.story.at(-1)?.text).toContain('We are still waiting.');
  });

  it('changes no number and no day that the case has, and both are told', async () => {
    const { id } = await open({ ticket: '4411', answerBy: '2026-11-25' });
    await add(id, await put(REMINDER));
    const after = await get(id);
    expect(after).toMatchObject({ ticket: '4411', answerBy: '2026-11-25' });
    expect(dueOf(after)).toBe('2026-11-25');
    expect(await mails.kept({ incidentId: id }, CALL)).toMatchObject([{ ticket: '90117', answerBy: '2026-11-27' }]);
    const report = await gatherReport(test.core, { id, language: 'en', form: 'host', cost: false, note: '' });
    expect(JSON.stringify(reportBlocks(report, test.core.texts))).toContain('["Number at the host","4411, 90117"]');
    // The further mail may be of another desk: the host is told both.
    const { values } = await cases.letterValues({ id, kind: 'unblock_request', language: 'en' }, CALL);
    expect(values.ticket_number).toBe('4411, 90117');
  });

  it('wants its answer sooner than the mails before: then that day counts, unless it is over already', async () => {
    const { id } = await open({ answerBy: '2026-12-01' });
    await add(id, await put(REMINDER.replace('20 Nov', '10 Nov').replace('27 November', '18 November').replace('r1@', 'r0@')));
    expect((await mails.kept({ incidentId: id }, CALL))[0]?.answerBy).toBe('2026-11-18');
    expect(await get(id)).toMatchObject({ answerBy: '2026-12-01' });
    await add(id, await put(REMINDER));
    const after = await get(id);
    expect(after).toMatchObject({ answerBy: '2026-11-27' });
    expect(dueOf(after)).toBe('2026-11-27');
  });

  it('gives more time once the day that the host named before is over', async () => {
    const { id } = await open({ answerBy: '2026-11-18' });
    await add(id, await put(REMINDER));
    const after = await get(id);
    expect(after).toMatchObject({ answerBy: '2026-11-27' });
    expect(dueOf(after)).toBe('2026-11-27');
  });

  it('leaves an earlier day that somebody chose', async () => {
    const { id } = await open();
    await cases.setDay({ id, step: 'ask_unblocking', on: '2026-11-22' }, CALL);
    await add(id, await put(REMINDER));
    expect(dueOf(await get(id))).toBe('2026-11-22');
  });

  it('is kept once, also where it was saved another way, and what a case was opened from is kept already', async () => {
    const { id } = await open();
    await add(id, await put(REMINDER));
    for (const again of [REMINDER, `X-Folder: saved\r\n${REMINDER}`]) await expect(add(id, await put(again))).rejects.toMatchObject({ code: 'host_mail_kept' });
    expect(await mails.kept({ incidentId: id }, CALL)).toHaveLength(1);
    const text = readFileSync(join(import.meta.dirname, '../fixtures/host-mails/en-pack.eml'), 'utf8');
    const opened = Incident.parse(await cases.open({ packId, subject: SUBJECT, concerned: [], note: '', mail: await put(text) }, CALL));
    await expect(add(opened.id, await put(text))).rejects.toMatchObject({ code: 'host_mail_kept' });
    expect((await get(opened.id)).story).toHaveLength(opened.story.length);
  });

  it('says of a pasted text that it has no head', async () => {
    const { id } = await open();
    await add(id, { text: 'Please reply by 27 November 2026.' });
    expect(await get(id)).toMatchObject({ ticket: '', answerBy: '2026-11-27' });
    expect((await get(id)).story.at(-1)?.told).toEqual({ key: 'host_text', values: {} });
  });

  it('goes into no case that is closed or not there', async () => {
    await expect(add(IncidentId.parse('01a203bf-0000-7000-987c-582b50f34b23'), { text: 'x' })).rejects.toMatchObject({ code: 'incident_not_found' });
    const { id } = await open();
    await test.core.db.write(async (tx) => {
      await tx.updateTable('incident').set({ closed_at: test.core.clock.now() }).where('id', '=', id).execute();
    });
    await expect(add(id, await put(REMINDER))).rejects.toMatchObject({ code: 'incident_closed' });
    expect(await mails.kept({ incidentId: id }, CALL)).toEqual([]);
  });
});
