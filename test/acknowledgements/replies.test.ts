import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ClientId, EvidenceId, FileRef, ReplyId } from '../../src/contract/ids.ts';
import { answer, CALL, type Desk, openDesk, type Told } from './desk.ts';

let desk: Desk;
let told: Told;

beforeEach(async () => {
  desk = await openDesk();
  await desk.publish();
  told = await desk.tell();
  await desk.clock.advance(3_600_000);
});
afterEach(() => desk.close());

const yes = (who: Told): string => `J’ai lu et compris ${who.token}`;

async function firstReply(): Promise<ReplyId> {
  const { rows } = await desk.acks.replies({ offset: 0, limit: 10, search: '', verdicts: [] }, CALL);
  return ReplyId.parse(rows[0]?.id);
}

describe('a dropped reply', () => {
  it('becomes proof, in one piece with its row in the ledger', async () => {
    const read = await desk.drop(answer(told, yes(told)));
    expect(read).toMatchObject({
      mails: 1,
      already: 0,
      unreadable: [],
      verdicts: { acknowledged: 1 },
      rows: [{ verdict: 'acknowledged', reason: 'token_and_phrase', otherAddress: false }],
    });
    const proof = (await desk.proofs(told.clientId)).find(({ rung }) => rung === 'replied');
    expect(proof).toMatchObject({ origin: 'mail', author: '', notice_id: told.noticeId, happened_at: Date.UTC(2026, 10, 21, 9, 30) });
    expect(proof?.reply_id).toBe(await firstReply());
    const ledger = await desk.core.db.read
      .selectFrom('ledger')
      .select('subject_id')
      .where('subject_id', '=', proof?.id ?? '')
      .execute();
    expect(ledger).toHaveLength(1);
    expect(desk.announced).toContain('replies');
  });

  it('is counted once, however often and wherever it is read', async () => {
    const eml = answer(told, yes(told), { messageId: '<same@boulangerie.example>' });
    await desk.drop(eml);
    expect(await desk.drop(eml, eml.replaceAll('\r\n', '\n'))).toMatchObject({ mails: 2, already: 2, verdicts: { acknowledged: 0 }, rows: [] });
    expect((await desk.rungs(told.clientId)).filter((rung) => rung === 'replied')).toHaveLength(1);
  });

  it('never proves anything before the notice left, whatever date it gives itself', async () => {
    const { sent_at } = await desk.core.db.read.selectFrom('outbox').select('sent_at').where('id', '=', told.outboxId).executeTakeFirstOrThrow();
    const left = sent_at ?? 0;
    await desk.clock.advance(3_600_000);
    await desk.drop(answer(told, yes(told), { date: new Date(left - 5 * 60_000).toUTCString() }));
    const proof = (await desk.proofs(told.clientId)).find(({ rung }) => rung === 'replied');
    expect(proof?.happened_at).toBe(left);
  });

  it('from another address counts and is labelled', async () => {
    expect((await desk.drop(answer(told, yes(told), { from: 'someone@else.example' }))).rows).toMatchObject([{ verdict: 'acknowledged', otherAddress: true }]);
  });

  it('names the token of another client only when it is that token', async () => {
    const other = await desk.tell();
    const read = await desk.drop(answer(other, yes(told), { thread: false }));
    expect(read.rows).toMatchObject([{ clientId: told.clientId, otherAddress: true }]);
    const wrong = `${told.token.slice(0, -1)}${told.token.endsWith('0') ? '1' : '0'}`;
    expect(await desk.drop(answer(told, `J’ai lu et compris ${wrong}`, { thread: false }))).toMatchObject({ verdicts: { unrelated: 1 }, rows: [] });
  });

  it('that answers nothing leaves nothing', async () => {
    const read = await desk.drop(answer(told, 'Quand ouvrez-vous ?', { thread: false }));
    expect(read).toMatchObject({ mails: 1, verdicts: { unrelated: 1 }, rows: [] });
    expect(await desk.core.db.read.selectFrom('reply').selectAll().execute()).toEqual([]);
  });

  it('that is the notice itself, or the reseller’s own word, is none', async () => {
    const { eml } = await desk.core.db.read.selectFrom('outbox_content').select('eml').where('outbox_id', '=', told.outboxId).executeTakeFirstOrThrow();
    const own = ['bonjour', 'aide'].map((name) => answer(told, `Il suffit de ceci : ${yes(told)}`, { from: `${name}@atelier-horizon.example` }));
    expect(await desk.drop(eml, ...own)).toMatchObject({ mails: 3, verdicts: { unrelated: 3 } });
    expect(await desk.rungs(told.clientId)).not.toContain('replied');
  });

  it.each([
    ['ahead of the clock', 'Sun, 22 Nov 2026 10:00:00 +0100'],
    ['older than the notice', 'Tue, 20 Oct 2026 10:00:00 +0200'],
    ['no date at all', 'yesterday'],
  ])('whose date is %s happened when it was read', async (_, date) => {
    await desk.drop(answer(told, yes(told), { date }));
    const proof = (await desk.proofs(told.clientId)).find(({ rung }) => rung === 'replied');
    expect(proof?.happened_at).toBe(proof?.recorded_at);
  });

  it('of a machine is kept as that and proves nothing', async () => {
    const read = await desk.drop(answer(told, yes(told), { headers: ['Auto-Submitted: auto-replied'] }));
    expect(read.rows).toMatchObject([{ verdict: 'auto_reply' }]);
    expect(await desk.rungs(told.clientId)).toEqual(['handed_to_smtp']);
  });

  it('names what is no mail and reads the rest', async () => {
    const fileRefs = [
      await desk.file('photo.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 1, 2])),
      await desk.file('empty.eml', ' '),
      await desk.file('answer.eml', answer(told, yes(told))),
    ];
    const { result } = await desk.result(desk.acks.readFiles({ fileRefs }, CALL));
    expect(result).toMatchObject({ mails: 1, unreadable: ['photo.jpg', 'empty.eml'], verdicts: { acknowledged: 1 } });
  });

  it('is found by words of it, and shown with the mail as it came', async () => {
    const eml = answer(told, `Bonjour,\n\n${yes(told)}\n\nLe 21/11/2026, Atelier a écrit :\n> Bonjour`);
    await desk.drop(eml);
    const id = await firstReply();
    expect(await desk.acks.replies({ offset: 0, limit: 10, search: 'JEANNE', verdicts: ['acknowledged'] }, CALL)).toMatchObject({ total: 1, toRead: 0 });
    expect(await desk.acks.replies({ offset: 0, limit: 10, search: 'nobody', verdicts: [] }, CALL)).toMatchObject({ total: 0 });
    expect(await desk.acks.reply({ id }, CALL)).toMatchObject({
      ownWords: `Bonjour,\n\n${yes(told)}`,
      text: expect.stringContaining('> Bonjour'),
      evidenceId: expect.any(String),
    });
    const { fileRef } = await desk.acks.replyFile({ id }, CALL);
    const { bytes } = await desk.core.files.bytes(FileRef.parse(fileRef));
    expect(Buffer.from(bytes).toString()).toBe(eml);
    await expect(desk.acks.reply({ id: ReplyId.parse(desk.core.ids.next()) }, CALL)).rejects.toMatchObject({ code: 'reply_not_found' });
  });

  it('cannot be changed or deleted', async () => {
    await desk.drop(answer(told, yes(told)));
    await expect(desk.core.db.write((tx) => tx.deleteFrom('reply').execute())).rejects.toThrow(/stays as it came/);
  });
});

describe('a reply that waits for a person', () => {
  it('is decided by one, with author and proof', async () => {
    await desk.drop(answer(told, 'C’est bon pour moi'));
    const id = await firstReply();
    expect(await desk.acks.replies({ offset: 0, limit: 10, search: '', verdicts: [] }, CALL)).toMatchObject({ total: 1, toRead: 1 });
    expect(await desk.acks.decide({ id, acknowledges: true, note: 'confirmé au téléphone' }, CALL)).toMatchObject({
      verdict: 'acknowledged',
      reason: 'decided_by_hand',
      decidedBy: 'Léa',
    });
    const proof = (await desk.proofs(told.clientId)).find(({ rung }) => rung === 'replied');
    expect(proof).toMatchObject({ author: 'Léa', note: 'confirmé au téléphone', reply_id: id });
    const kinds = (await desk.core.db.read.selectFrom('ledger').select('kind').orderBy('seq').execute()).map(({ kind }) => kind);
    expect(kinds.slice(-2)).toEqual(['reply_decided', 'evidence_added']);
    await expect(desk.acks.decide({ id, acknowledges: false, note: '' }, CALL)).rejects.toMatchObject({ code: 'reply_not_decidable' });
    const shown = await desk.acks.reply({ id }, CALL);
    expect(shown.evidenceId).toBe(proof?.id);
  });

  it('acknowledges nothing where the notice was only practised, and may be declined', async () => {
    await desk.set('transport', 'practice');
    const practised = await desk.tell();
    await desk.drop(answer(practised, `Je n’ai pas lu et compris ${practised.token}`));
    const id = await firstReply();
    expect(await desk.acks.reply({ id }, CALL)).toMatchObject({ verdict: 'to_read', reason: 'negated', practised: true });
    await expect(desk.acks.decide({ id, acknowledges: true, note: '' }, CALL)).rejects.toMatchObject({ code: 'reply_practised' });
    expect(await desk.acks.decide({ id, acknowledges: false, note: '' }, CALL)).toMatchObject({ verdict: 'declined' });
    expect(await desk.rungs(practised.clientId)).not.toContain('replied');
  });

  it('is decided anew once its proof was taken back', async () => {
    await desk.drop(answer(told, 'D’accord'));
    const id = await firstReply();
    await desk.acks.decide({ id, acknowledges: true, note: '' }, CALL);
    const proof = (await desk.proofs(told.clientId)).find(({ rung }) => rung === 'replied');
    await desk.evidence.revoke({ id: EvidenceId.parse(proof?.id), reason: 'mistake' }, CALL);
    expect(await desk.acks.decide({ id, acknowledges: false, note: '' }, CALL)).toMatchObject({ verdict: 'declined' });
    expect(await desk.acks.decide({ id, acknowledges: true, note: '' }, CALL)).toMatchObject({ verdict: 'acknowledged' });
  });

  it('can be taken back where the mail seemed to speak for itself, and then waits for a person', async () => {
    await desk.drop(answer(told, `J’ai lu et compris ${told.token}`));
    const id = await firstReply();
    const judged = await desk.acks.reply({ id }, CALL);
    expect(judged).toMatchObject({ verdict: 'acknowledged', reason: 'token_and_phrase' });
    await desk.evidence.revoke({ id: EvidenceId.parse(judged.evidenceId), reason: 'the address is somebody else’s' }, CALL);
    expect(await desk.acks.reply({ id }, CALL)).toMatchObject({ verdict: 'to_read', reason: 'decided_by_hand', evidenceId: null });
    expect(await desk.acks.decide({ id, acknowledges: false, note: '' }, CALL)).toMatchObject({ verdict: 'declined' });
  });

  it('is not decided where the mail speaks for itself', async () => {
    await desk.drop(answer(told, yes(told)), answer(told, 'Absent', { headers: ['Auto-Submitted: auto-replied'] }));
    const { rows } = await desk.acks.replies({ offset: 0, limit: 10, search: '', verdicts: [] }, CALL);
    for (const { id } of rows) {
      await expect(desk.acks.decide({ id: ReplyId.parse(id), acknowledges: true, note: '' }, CALL)).rejects.toMatchObject({ code: 'reply_not_decidable' });
    }
  });
});

describe('the mail system', () => {
  const report = (action: string, recipient: string): string =>
    [
      'From: MAILER-DAEMON@mx.example',
      'To: bonjour@atelier-horizon.example',
      'Subject: Delivery report',
      'Date: Sat, 21 Nov 2026 10:40:00 +0100',
      `Message-ID: <${action}@mx.example>`,
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="=_r"',
      '',
      '--=_r',
      'Content-Type: text/plain',
      '',
      'Report',
      '--=_r',
      'Content-Type: message/delivery-status',
      '',
      `Final-Recipient: rfc822; ${recipient}`,
      `Action: ${action}`,
      'Status: 2.1.5',
      'Diagnostic-Code: smtp; 250 2.1.5 Delivered',
      '',
      '--=_r',
      'Content-Type: text/rfc822-headers',
      '',
      `Message-ID: ${told.messageId}`,
      `X-Copy: J’ai lu et compris ${told.token}`,
      '',
      '--=_r--',
      '',
    ].join('\r\n');

  it('that returns a notice makes it bounced, never acknowledged', async () => {
    expect((await desk.drop(report('failed', told.email))).rows).toMatchObject([{ verdict: 'bounce', reason: 'delivery_status' }]);
    const message = await desk.core.db.read.selectFrom('outbox').select(['state', 'server_reply']).where('id', '=', told.outboxId).executeTakeFirstOrThrow();
    expect(message).toEqual({ state: 'bounced', server_reply: '250 2.1.5 Delivered' });
    const events = await desk.core.db.read.selectFrom('outbox_event').select('state').where('outbox_id', '=', told.outboxId).orderBy('seq').execute();
    expect(events.map(({ state }) => state)).toEqual(['queued', 'sending', 'sent', 'bounced']);
    expect(await desk.evidence.coverage({}, CALL)).toMatchObject({ told: 0, failed: 1 });
  });

  it('of the recipient that says "delivered" is a stronger proof, once', async () => {
    await desk.drop(report('delivered', told.email), report('delivered', told.email).replace('<delivered@', '<again@'));
    expect(await desk.rungs(told.clientId)).toEqual(['handed_to_smtp', 'accepted_by_server']);
    expect((await desk.proofs(told.clientId)).at(-1)).toMatchObject({ server_reply: '250 2.1.5 Delivered', origin: 'mail' });
  });

  it('that relayed, delayed, or speaks of somebody else proves nothing', async () => {
    await desk.drop(report('relayed', told.email), report('delayed', told.email), report('delivered', 'somebody@else.example'));
    expect(await desk.rungs(told.clientId)).toEqual(['handed_to_smtp']);
  });
});

describe('a folder of mails', () => {
  const mbox = (mails: readonly string[]): string =>
    mails
      .map((mail) => `From jeanne@boulangerie.example Sat Nov 21 10:12:00 2026\n${mail.replaceAll('\r\n', '\n').replace(/^(>*From )/gm, '>$1')}\n`)
      .join('\n');

  it('is read mail by mail', async () => {
    const other = await desk.tell('ru');
    const content = mbox([
      answer(told, yes(told)),
      answer(told, 'From the start\n\nFrom here on', { thread: false }),
      answer(other, `Прочитал и понял ${other.token}`),
    ]);
    const seen: number[] = [];
    const fileRefs = [await desk.file('Replies.mbox', content), await desk.file('one.eml', answer(told, yes(told)))];
    for await (const step of desk.acks.readFiles({ fileRefs }, CALL)) {
      if (step.kind === 'progress') seen.push(step.total);
      else expect(step.result).toMatchObject({ mails: 4, verdicts: { acknowledged: 3, unrelated: 1 } });
    }
    expect(seen.at(-1)).toBe(4);
  });

  it('stops when it is told to, keeping what was read', async () => {
    const stop = new AbortController();
    const fileRefs = [await desk.file('Replies.mbox', mbox([answer(told, yes(told)), answer(told, yes(told)), answer(told, yes(told))]))];
    const read = async () => {
      for await (const step of desk.acks.readFiles({ fileRefs }, { signal: stop.signal })) if (step.kind === 'progress' && step.done === 1) stop.abort();
    };
    await expect(read()).rejects.toMatchObject({ code: 'cancelled' });
    expect((await desk.acks.replies({ offset: 0, limit: 10, search: '', verdicts: [] }, CALL)).total).toBe(1);
  });
});

describe('what a client acknowledged', () => {
  it('stands until a material version opens a new round', async () => {
    await desk.drop(answer(told, yes(told)));
    const state = async () => (await desk.acks.ofClient({ clientId: ClientId.parse(told.clientId) }, CALL))[0];
    expect(await state()).toMatchObject({
      current: { number: 1 },
      round: 1,
      token: told.token,
      accounts: [{ state: 'current', acknowledged: { versionNumber: 1, rung: 'replied' } }],
    });
    await desk.publish(false);
    expect(await state()).toMatchObject({ current: { number: 2 }, round: 1, accounts: [{ state: 'current' }] });
    await desk.publish(true);
    expect(await state()).toMatchObject({ current: { number: 3 }, round: 3, accounts: [{ state: 'older', acknowledged: { versionNumber: 1 } }] });
  });

  it('is asked for with the phrases of the notices', async () => {
    expect((await desk.acks.phrases({}, CALL)).map(({ language }) => language)).toEqual(['en', 'fr', 'ru']);
  });
});
