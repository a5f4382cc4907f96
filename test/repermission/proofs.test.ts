import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type CaseDesk, openCase } from '../letters/case.ts';
import { fileOf } from './file-of.ts';

let desk: CaseDesk;
beforeEach(async () => {
  desk = await openCase();
});
afterEach(() => desk.shop.close());

const of = () => desk.client.repermission;
const created = () => of().create({ incidentId: desk.incidentId });

describe('a proof', () => {
  const PNG = Uint8Array.from(Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64'));

  test.each<[string, string | Uint8Array, string]>([
    ['proof.txt', PNG, 'image/png'],
    ['removed.pdf', 'address;date\nann@x.example;2026-01-09', 'text/plain'],
    [
      'reply.txt',
      'From: Ann <ann@x.example>\r\nTo: bob@y.example\r\nSubject: Yes\r\nDate: Mon, 5 Jan 2026 08:00:00 +0000\r\nMessage-ID: <1@x.example>\r\n\r\nYes.\r\n',
      'message/rfc822',
    ],
  ])('is judged by its content and given back byte for byte: %s', async (name, content, mime) => {
    const { id } = await created();
    const { files } = await of().attach({ id, purpose: 'consent', fileRef: await fileOf(desk.client, name, content) });
    expect(files).toMatchObject([{ name, mime, purpose: 'consent', addedBy: 'Camille' }]);
    const [file] = files;
    if (file === undefined) throw new Error('no file');
    const { fileRef } = await of().file({ id, fileId: file.id });
    const { base64 } = await desk.client.files.read({ fileRef, offset: 0 });
    expect(Buffer.from(base64, 'base64').equals(Buffer.from(content))).toBe(true);
  });

  test('that is a program, a broken picture or empty is refused, and nothing is kept', async () => {
    const { id } = await created();
    const program = await fileOf(desk.client, 'list.csv', Uint8Array.from([0x4d, 0x5a, 0x90, 0x00, 0x03, 0x00, 0x00, 0x00]));
    await expect(of().attach({ id, purpose: 'removal', fileRef: program })).rejects.toMatchObject({ code: 'repermission_file_unsuitable' });
    const broken = await fileOf(desk.client, 'list.png', PNG.slice(0, 12));
    await expect(of().attach({ id, purpose: 'removal', fileRef: broken })).rejects.toMatchObject({ code: 'repermission_file_damaged' });
    const large = await desk.client.files.begin({ name: 'x.csv', sizeBytes: 11 * 1024 * 1024 });
    await expect(of().attach({ id, purpose: 'removal', fileRef: large.fileRef })).rejects.toMatchObject({
      code: expect.stringMatching(/file_(too_large|incomplete)/),
    });
    const [plan] = await of().list({ incidentId: desk.incidentId });
    expect(plan?.files).toEqual([]);
  });

  test('can be taken away and brought back', async () => {
    const { id } = await created();
    const { files } = await of().attach({ id, purpose: 'counts', fileRef: await fileOf(desk.client, 'counts.txt', 'A 580') });
    const [file] = files;
    if (file === undefined) throw new Error('no file');
    expect((await of().detach({ id, fileId: file.id })).files).toEqual([]);
    expect((await of().detach({ id, fileId: file.id, back: true })).files).toEqual([file]);
  });
});
