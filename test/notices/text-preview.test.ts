import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ClientId, FileRef, HostId, VersionId } from '../../src/contract/ids.ts';
import { TEXT_KINDS, type TextKind } from '../../src/contract/texts.ts';
import { dateIn, longDate } from '../../src/shared/calendar.ts';
import { LANGUAGES } from '../../src/shared/language.ts';
import { readReplyToken } from '../../src/shared/reply-token.ts';
import { type Office, openOffice } from './office.ts';

const CALL = { signal: undefined };
let office: Office;
let hostId: HostId;
beforeAll(async () => {
  office = await openOffice('shared-fr-conditions');
  hostId = HostId.parse(office.host.id);
});
afterAll(() => office.close());

type Input = Parameters<Office['policies']['preview']>[0];
const preview = (kind: TextKind, more: Partial<Input> = {}) => office.policies.preview({ hostId, kind, language: 'fr', values: {}, ...more }, CALL);

describe('a preview', () => {
  test('of a notice is the notice the client would get, but for its token', async () => {
    const clientId = ClientId.parse(await office.addClient());
    const version = await office.publish();
    const versionId = VersionId.parse(version.id);
    const shown = await preview('notice', { clientId, versionId });
    const notice = await office.notices.preview({ clientId, versionId }, CALL);
    expect(shown).toMatchObject({ subject: notice.subject, text: notice.text, html: notice.html, contentSha256: notice.contentSha256, missing: [] });
    expect(shown.values).toMatchObject({ client_name: 'Boulangerie du Port', reseller_name: 'Atelier Web Horizon', version_number: '1' });
    await office.issue({ clientIds: [clientId] });
    const [sent] = await office.queued();
    const { token } = await office.core.db.read.selectFrom('notice').select('token').executeTakeFirstOrThrow();
    const told = (text: string) => text.split('\n--\n')[0]?.replaceAll(token ?? '', 'SW-XXXX-XXXX-X');
    expect(told(sent?.mail.text ?? '')).toBe(told(shown.text));
  });

  test('without a client names what only a client has, in brackets and in the language of the text, and says so', async () => {
    const shown = await preview('notice');
    expect(shown.missing).toEqual(expect.arrayContaining(['client_name', 'contact_name', 'domains']));
    for (const form of [shown.text, shown.html]) {
      expect(form).toContain('[nom du client]');
      expect(form).not.toContain('{{');
    }
    expect(shown.values).not.toHaveProperty('client_name');
    expect(shown.values).toMatchObject({ version_number: '2', host_name: 'Héberg’Pro' });
  });

  test('shows a token that looks like one, and that nobody can answer with', async () => {
    const { text, values } = await preview('notice');
    expect(text).toContain('SW-XXXX-XXXX-X');
    expect(values.reply_token).toBe('SW-XXXX-XXXX-X');
    expect(readReplyToken('SW-XXXX-XXXX-X')).toBeNull();
  });

  test('takes values typed by hand over those that are known, and what is empty for none', async () => {
    const clientId = ClientId.parse(await office.addClient());
    const values = { client_name: 'By hand', deadline: '24\u202f h', reseller_name: '  ' };
    const shown = await preview('spike_warning', { clientId, values });
    expect(shown.values).toMatchObject({ deadline: '24\u202f h' });
    expect(shown.text).not.toContain('{{deadline}}');
    expect((await preview('notice', { clientId, values })).values).toMatchObject({ client_name: 'By hand', reseller_name: 'Atelier Web Horizon' });
  });

  test('keeps the lines of a long value inside its block, in mail, HTML and PDF', async () => {
    const values = { evidence_found: '550 5.7.1 refused\r\n\r\n--\n  1. Heading\u2028- item', account: 'one\ntwo' };
    const input = { hostId, kind: 'spike_warning' as const, language: 'fr' as const, values };
    const shown = await office.policies.preview(input, CALL);
    expect(shown.text).toContain('550 5.7.1 refused\n  --\n  1. Heading\n  - item\n');
    expect(shown.html).toContain('550 5.7.1 refused<br>--<br>1. Heading<br>- item</td>');
    expect(shown.values).toMatchObject({ account: 'one two' });
    const { fileRef } = await office.policies.previewPdf(input, CALL);
    const { bytes } = await office.core.files.bytes(FileRef.parse(fileRef));
    const drawn = office
      .poppler('pdftotext', bytes, '-raw')
      .split('\n')
      .map((line) => line.trim());
    expect(drawn).toEqual(expect.arrayContaining(['--', '1. Heading', '- item']));
  });

  test('of a letter bears its day at the foot of its pages, and a notice none beside the one it names', async () => {
    const { clock } = office.core;
    const day = longDate(dateIn(clock.now(), clock.timeZone()), 'fr');
    const footOf = async (kind: TextKind) => {
      const { fileRef } = await office.policies.previewPdf({ hostId, kind, language: 'fr', values: {} }, CALL);
      const { bytes } = await office.core.files.bytes(FileRef.parse(fileRef));
      return (
        office
          .poppler('pdftotext', bytes, '-layout')
          .split('\n')
          .find((line) => line.includes(' · version ')) ?? ''
      );
    };
    expect((await footOf('explanation_request')).replace(/\s/g, ' ')).toContain(`· ${day.replace(/\s/g, ' ')} ·`);
    expect(await footOf('notice')).not.toContain('2026 ·');
  });

  test('shows braces that a value holds as they are, the same in mail, HTML and PDF', async () => {
    const input = { hostId, kind: 'spike_warning' as const, language: 'fr' as const, values: { reference: 'x', account: '{{contact_name}} {{deadline}}' } };
    const shown = await office.policies.preview(input, CALL);
    expect(shown.missing).toEqual(expect.arrayContaining(['contact_name', 'deadline']));
    const { fileRef } = await office.policies.previewPdf(input, CALL);
    const { bytes } = await office.core.files.bytes(FileRef.parse(fileRef));
    for (const form of [shown.text, shown.html, office.poppler('pdftotext', bytes, '-raw')]) {
      expect(form.match(/\{\{\w+\}\}/g)).toEqual(['{{contact_name}}', '{{deadline}}']);
      expect(form.replace(/\s+/g, ' ')).toContain('[échéance]');
    }
  });

  test('leaves out a fact of a case that nobody knows, but not what the letter asks for', async () => {
    const notKnown = ['usual_count', 'evidence_found', 'deadline', 'client_name'] as const;
    for (const [language, label] of [
      ['en', 'Usual number'],
      ['fr', 'Nombre habituel'],
      ['ru', 'Обычно за такой период'],
    ] as const) {
      const shown = await preview('spike_warning', { language, notKnown: [...notKnown], values: { evidence_found: 'a sample' } });
      expect((await preview('spike_warning', { language })).text).toContain(label);
      expect(shown.values).toMatchObject({ evidence_found: 'a sample' });
      expect(shown.values).not.toHaveProperty('usual_count');
      for (const form of [shown.text, shown.html]) expect(form).not.toContain(label);
      expect(shown.text).toContain('a sample');
      expect(shown.missing).toContain('deadline');
      expect(shown.missing).not.toContain('usual_count');
    }
  });

  test('shows wording that is not saved yet in its place, and saves nothing', async () => {
    const unsaved = { section: 'limits', title: 'Nos limites', blocks: [{ type: 'paragraph' as const, text: 'Au plus {{ deadline }} & <b>' }] };
    const shown = await preview('spike_warning', { unsaved, values: { deadline: 'demain' } });
    expect(shown.text).toContain('Nos limites');
    expect(shown.text).toContain('Au plus demain & <b>');
    expect(shown.html).toContain('Au plus demain &amp; &lt;b&gt;');
    expect((await preview('spike_warning')).text).not.toContain('Nos limites');
  });

  test('of every text in every language has mail, HTML and a tagged PDF of one content', async () => {
    for (const kind of TEXT_KINDS) {
      for (const language of LANGUAGES) {
        const input = { hostId, kind, language, values: {} };
        const { contentSha256, text, html } = await office.policies.preview(input, CALL);
        const file = await office.policies.previewPdf(input, CALL);
        expect(file.contentSha256).toBe(contentSha256);
        for (const form of [text, html]) expect(form).toContain(contentSha256);
        const { bytes } = await office.core.files.bytes(FileRef.parse(file.fileRef));
        expect(office.poppler('pdftotext', bytes, '-raw').replace(/\s/g, '')).toContain(contentSha256);
        expect(office.poppler('pdfinfo', bytes)).toMatch(/Tagged: +yes/);
      }
    }
  });

  test('of what is not there is refused by name', async () => {
    const nobody = ClientId.parse(office.core.ids.next());
    await expect(preview('notice', { clientId: nobody })).rejects.toMatchObject({ code: 'client_not_found' });
    await expect(preview('notice', { hostId: HostId.parse(nobody) })).rejects.toMatchObject({ code: 'host_not_found' });
    await expect(preview('notice', { versionId: VersionId.parse(nobody) })).rejects.toMatchObject({ code: 'version_not_found' });
    const letter = await office.publish(undefined, { kind: 'reminder' });
    await expect(preview('notice', { versionId: VersionId.parse(letter.id) })).rejects.toMatchObject({ code: 'version_not_found' });
  });
});

test('a letter is never told to everybody: only notices are due, previewed and issued as such', async () => {
  const other = await openOffice();
  try {
    const clientId = ClientId.parse(await other.addClient());
    const letter = await other.publish(undefined, { kind: 'reminder' });
    expect((await other.notices.due({ offset: 0, limit: 10, search: '' }, CALL)).total).toBe(0);
    await expect(other.issue({ allDue: true })).rejects.toMatchObject({ code: 'policy_not_published' });
    await expect(other.notices.preview({ clientId }, CALL)).rejects.toMatchObject({ code: 'policy_not_published' });
    await expect(other.notices.preview({ clientId, versionId: VersionId.parse(letter.id) }, CALL)).rejects.toMatchObject({ code: 'version_not_found' });
  } finally {
    await other.close();
  }
});
