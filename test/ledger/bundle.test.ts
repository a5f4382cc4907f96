import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FileRef } from '../../src/contract/ids.ts';
import { verifierFolder } from '../support/verifiers.ts';
import { type Desk, openDesk } from './desk.ts';

let desk: Desk;
let folder: string;
beforeEach(async () => {
  desk = await openDesk();
  folder = mkdtempSync(join(tmpdir(), 'sendward-bundle-'));
});
afterEach(async () => {
  await desk.close();
  rmSync(folder, { recursive: true, force: true });
});

const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);

/** Unpacks the way a host would. */
function unpack(bytes: Uint8Array): string {
  const target = join(folder, 'unpacked');
  for (const [name, content] of Object.entries(unzipSync(bytes))) {
    mkdirSync(dirname(join(target, name)), { recursive: true });
    writeFileSync(join(target, name), content);
  }
  return target;
}

async function runVerifier(path: string): Promise<{ status: number | null; answer: unknown }> {
  const { status, stdout } = spawnSync(process.execPath, [join(await verifierFolder(), 'verify.mjs'), path, '--json'], { encoding: 'utf8' });
  return { status, answer: JSON.parse(stdout) };
}

const FILES_OF_ANNA = [
  ...['evidence/1.json', 'evidence/2.json', 'messages/2.eml', 'notices/2.pdf', 'evidence/4.json', 'messages/4.eml', 'notices/4.pdf'],
  ...['policies/hote-cie-v1.json', 'policies/hote-cie-v1-en.txt', 'policies/hote-cie-v1-fr.txt', 'policies/hote-cie-v1-ru.txt'],
  ...['index.html', 'ledger.txt', 'verify.html', 'verify.mjs', 'SHA256SUMS'],
];

async function twoClients() {
  const [anna, boris] = [desk.client('Anna <b>CON</b>/..\\'), desk.client('Борис')];
  await desk.tell(anna);
  await desk.tell(boris);
  await desk.tell(anna, { rung: 'no_bounce_72h', origin: 'time' });
  return { anna, boris };
}

describe('a bundle', () => {
  it('holds what one client was told, and of the others only hashes', async () => {
    const { anna } = await twoClients();
    const { bytes, name } = await desk.exported({ client: anna.id });
    expect(name).toMatch(/^Anna -b-CON-b-\.\.- 2026-\d\d-\d\d\.zip$/);
    const files = unzipSync(bytes);
    expect(Object.keys(files)).toEqual(FILES_OF_ANNA);
    const { eml } = await desk.core.db.read.selectFrom('outbox_content').select('eml').orderBy('outbox_id').limit(1).executeTakeFirstOrThrow();
    expect(Buffer.from(files['messages/2.eml'] ?? [])).toEqual(Buffer.from(eml));
    expect(Object.values(files).some((content) => text(content).includes('Борис'))).toBe(false);
    expect(text(files['index.html'])).toContain('Anna &lt;b&gt;CON');
    expect(text(files['index.html'])).not.toMatch(/<script|<b>CON/);
    expect(text(files['policies/hote-cie-v1-fr.txt'])).toContain('Rules fr');
    expect(await desk.verified(bytes)).toMatchObject({
      ...{ valid: true, problems: [], entries: FILES_OF_ANNA.length, rows: 4, evidence: 2, signature: null, timeStamp: null, against: 'prefix' },
      limits: ['clock', 'newest_rows', 'delivered', 'read', 'not_signed', 'not_time_stamped', 'other_clients_left_out'],
      head: { seq: 4 },
    });
  });

  it('can be checked with the tools of any system', async () => {
    const { anna } = await twoClients();
    await desk.handlers.setSigning({ on: true }, { signal: undefined });
    const { bytes } = await desk.exported({ client: anna.id });
    const target = unpack(bytes);
    expect(execFileSync('sha256sum', ['-c', 'SHA256SUMS', '--strict'], { cwd: target, encoding: 'utf8' }).trimEnd().split('\n')).toHaveLength(
      FILES_OF_ANNA.length + 1,
    );
    const openssl = ['pkeyutl', '-verify', '-pubin', '-inkey', 'public-key.pem', '-rawin', '-in', 'SHA256SUMS', '-sigfile', 'SHA256SUMS.sig'];
    expect(execFileSync('openssl', openssl, { cwd: target, encoding: 'utf8' })).toContain('Signature Verified Successfully');
    let before = '0'.repeat(64);
    for (const line of execFileSync('cat', ['ledger.txt'], { cwd: target, encoding: 'utf8' }).trimEnd().split('\n')) {
      const [seq, at, kind, payload, hash] = line.split(' ');
      expect(desk.core.hasher.sha256(`${before} ${seq} ${at} ${kind} ${payload}`)).toBe(hash);
      before = hash ?? '';
    }
  });

  it('is the same, byte for byte, for the same ledger', async () => {
    const { anna } = await twoClients();
    await desk.handlers.setSigning({ on: true }, { signal: undefined });
    const one = await desk.exported({ client: anna.id });
    desk.tamper("DELETE FROM ledger WHERE kind = 'bundle_exported'");
    const other = await desk.exported({ client: anna.id });
    expect(Buffer.compare(one.bytes, other.bytes)).toBe(0);
  });

  it('of a host or of everything has a page for each client', async () => {
    await twoClients();
    for (const scope of [{ host: desk.hostId }, 'everything'] as const) {
      const { bytes } = await desk.exported(scope, { language: 'ru' });
      const files = unzipSync(bytes);
      expect(text(files['index.html'])).toContain('clients/2.html');
      expect(text(files['clients/1.html'])).toContain('Anna &lt;b');
      expect(text(files['clients/2.html'])).toContain('../messages/3.eml');
      expect(await desk.verified(bytes)).toMatchObject({ valid: true, evidence: 3 });
    }
    expect(await desk.handlers.list({ offset: 0, limit: 1 }, { signal: undefined })).toMatchObject({ rows: [{ kind: 'bundle_exported' }] });
    await expect(desk.exported({ client: desk.core.ids.next() })).rejects.toMatchObject({ code: 'client_not_found' });
    await expect(desk.exported({ host: desk.core.ids.next() })).rejects.toMatchObject({ code: 'host_not_found' });
  });

  it('names who made it and the time it spans, and tells clients of one name apart', async () => {
    await desk.core.db.write(async (tx) => {
      await tx
        .insertInto('setting')
        .values({ key: 'sender', value: JSON.stringify({ resellerName: 'Web <Atelier>', fromName: '', fromAddress: '', supportAddress: '' }) })
        .execute();
    });
    await desk.tell(desk.client('Anna'));
    await desk.tell(desk.client('Anna'));
    const index = text(unzipSync((await desk.exported('everything')).bytes)['index.html']);
    expect(index).toContain('Made by Web &lt;Atelier&gt;.');
    expect(index).toMatch(/happened between \d+ \w+ 20\d\d.* and \d+ \w+ 20/);
    expect(index).toMatch(/Anna<\/a><br>[a-z0-9.-]+\.[a-z]+/);
  });

  it('carries replies and what was attached, with names that harm nobody', async () => {
    const anna = desk.client('Anna');
    const file = { name: '../../evil.exe', mime: 'application/x-msdownload', bytes: Buffer.from('MZ') };
    await desk.tell(anna, { rung: 'noted', origin: 'hand', noteKind: 'letter', author: 'R', note: '<img src=x>', file });
    const files = unzipSync((await desk.exported({ client: anna.id }, { language: 'fr' })).bytes);
    expect(text(files['attachments/2.bin'])).toBe('MZ');
    expect(text(files['index.html'])).toContain('../../evil.exe');
    expect(text(files['index.html'])).toContain('&lt;img src=x&gt;');
  });

  it('says of a message that came back that it told nobody', async () => {
    const anna = desk.client('Anna');
    const { noticeId } = await desk.tell(anna);
    await desk.tell(anna, { rung: 'signed', origin: 'hand' });
    await desk.core.db.write((tx) => tx.updateTable('outbox').set({ state: 'bounced' }).where('notice_id', '=', noticeId).execute());
    const page = text(unzipSync((await desk.exported({ client: anna.id })).bytes)['index.html']);
    expect(page.match(/The message came back later: it told nobody\./g)).toHaveLength(1);
    expect(page).toContain('1 entry proves nothing to others');
    const host = text(unzipSync((await desk.exported({ host: desk.hostId })).bytes)['index.html']);
    expect(host).toContain(desk.core.texts.t('en', 'report:rung.signed'));
    expect(host).not.toContain(desk.core.texts.t('en', 'report:rung.handed_to_smtp'));
    await desk.core.db.write(async (tx) => {
      const row = { at: desk.core.clock.now(), author: 'R', reason: 'wrong' };
      const signed = await tx.selectFrom('evidence').select('id').where('rung', '=', 'signed').executeTakeFirstOrThrow();
      await tx
        .insertInto('evidence_revoked')
        .values({ evidence_id: signed.id, ...row })
        .execute();
    });
    expect(text(unzipSync((await desk.exported({ host: desk.hostId })).bytes)['index.html'])).toContain('<td>—</td>');
  });

  it('is signed by a key whose fingerprint can be read out, and known as our own', async () => {
    const { anna } = await twoClients();
    const status = await desk.handlers.setSigning({ on: true }, { signal: undefined });
    const { bytes, signed } = await desk.exported({ client: anna.id });
    expect(signed).toBe(true);
    const verdict = await desk.verified(bytes);
    expect(verdict).toMatchObject({ valid: true, signature: { outcome: 'valid', ours: true, fingerprint: status.key?.fingerprint } });
    expect(verdict.limits).not.toContain('key_not_known');
    writeFileSync(join(folder, 'x.zip'), bytes);
    const { status: code, answer } = await runVerifier(join(folder, 'x.zip'));
    expect([code, answer]).toMatchObject([0, { valid: true, problems: [] }]);
    await desk.core.secrets.clear('ledger_key');
    expect((await desk.exported({ client: anna.id })).signed).toBe(false);
    expect(await desk.handlers.status({}, { signal: undefined })).toMatchObject({ signing: true, key: { usable: false } });
  });

  it('stays our own after a new key was made, and says so of no signature that does not fit', async () => {
    const { anna } = await twoClients();
    await desk.handlers.setSigning({ on: true }, { signal: undefined });
    const { bytes } = await desk.exported({ client: anna.id });
    await desk.core.secrets.clear('ledger_key');
    await desk.handlers.setSigning({ on: true }, { signal: undefined });
    expect(await desk.verified(bytes)).toMatchObject({ valid: true, signature: { ours: true } });
    const broken = new Uint8Array(bytes);
    const at = Buffer.from(bytes).lastIndexOf('SHA256SUMS.sig', Buffer.from(bytes).lastIndexOf('SHA256SUMS.sig') - 1) + 'SHA256SUMS.sig'.length;
    broken[at] = (broken[at] ?? 0) ^ 1;
    const verdict = await desk.verified(broken);
    expect(verdict).toMatchObject({ valid: false, signature: { outcome: 'wrong', ours: false } });
    expect(verdict.limits).toContain('key_not_known');
  });

  it('is not signed with a private key that does not belong to the key that is announced', async () => {
    const { anna } = await twoClients();
    await desk.handlers.setSigning({ on: true }, { signal: undefined });
    // What the other shell leaves behind when it made a newer key.
    await desk.core.secrets.set('ledger_key', (await desk.core.signer.makeKeys()).privatePem);
    expect(await desk.handlers.status({}, { signal: undefined })).toMatchObject({ key: { usable: false } });
    const { bytes, signed } = await desk.exported({ client: anna.id });
    expect([signed, (await desk.verified(bytes)).problems]).toEqual([false, []]);
  });

  it('holds nothing of what is recorded while it is written', async () => {
    const { anna } = await twoClients();
    const steps = desk.handlers.exportBundle({ scope: { everything: true }, language: 'en', timeStamp: false }, { signal: undefined });
    const stream = await steps;
    await stream.next();
    const second = await desk.publish();
    await desk.tell(anna, { versionId: second });
    let done: Awaited<ReturnType<typeof stream.next>>;
    do done = await stream.next();
    while (done.value?.kind === 'progress');
    if (done.value?.kind !== 'done') throw new Error('no result');
    const { bytes } = await desk.core.files.bytes(FileRef.parse(done.value.result.fileRef));
    expect(await desk.verified(bytes)).toMatchObject({ valid: true, problems: [], evidence: 3 });
  });

  it('leaves nothing behind when it is cancelled', async () => {
    const { anna } = await twoClients();
    const stop = new AbortController();
    const before = readdirSync(join(desk.folder, 'files'));
    stop.abort();
    await expect(desk.exported({ client: anna.id }, { signal: stop.signal })).rejects.toThrow();
    expect(readdirSync(join(desk.folder, 'files'))).toEqual(before);
    expect(await desk.handlers.status({}, { signal: undefined })).toMatchObject({ rows: 4 });
  });

  it('unpacked into a folder is checked the same', async () => {
    const { anna } = await twoClients();
    const target = unpack((await desk.exported({ client: anna.id })).bytes);
    expect(await runVerifier(target)).toMatchObject({ status: 0, answer: { valid: true } });
    writeFileSync(join(target, 'messages/2.eml'), 'other');
    writeFileSync(join(target, 'extra.txt'), 'x');
    const problems = [
      { entry: 'extra.txt', problem: 'unlisted' },
      { entry: 'messages/2.eml', problem: 'bytes_changed' },
    ];
    const { status, answer } = await runVerifier(target);
    expect(status).toBe(1);
    expect(answer).toMatchObject({ valid: false, problems: expect.arrayContaining(problems) });
    expect(answer).toHaveProperty('problems.length', problems.length);
  });

  it('of another ledger, or of one that was changed since, is told apart', async () => {
    const { anna } = await twoClients();
    const { bytes } = await desk.exported({ client: anna.id });
    const other = await openDesk();
    try {
      await other.tell(other.client('X'));
      expect((await other.verified(bytes)).against).toBe('other_ledger');
    } finally {
      await other.close();
    }
    desk.tamper('DELETE FROM ledger WHERE seq > 2');
    expect((await desk.verified(bytes)).against).toBe('differs');
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['text', Buffer.from('hello')],
    ['an end without a beginning', Buffer.concat([Buffer.from('504b0506', 'hex'), Buffer.alloc(18)])],
  ])('is not %s', async (_what, bytes) => {
    expect(await desk.verified(bytes)).toMatchObject({ valid: false, problems: [{ entry: 'SHA256SUMS', problem: 'not_a_bundle' }], against: 'not_compared' });
  });
});
