import { unzipSync } from 'fflate';
import { afterEach, expect, it } from 'vitest';
import { nodeSigner } from '../../src/adapters/signer.ts';
import { ClientId, FileRef, HostId } from '../../src/contract/ids.ts';
import { dateIn, longDate } from '../../src/shared/calendar.ts';
import { LANGUAGES } from '../../src/shared/language.ts';
import { testBundleKit } from '../support/verifiers.ts';
import { type CaseDesk, openCase } from './case.ts';

let desk: CaseDesk;
afterEach(() => desk.close());

const SUSPENSION = { kind: 'suspension', scope: 'account' };

async function written(language: (typeof LANGUAGES)[number]): Promise<string> {
  const { incidentId, client } = desk;
  await desk.mend();
  await desk.find();
  const values = { contact_hours: 'Mon–Fri', innocent_domains: 'none' };
  const { missing } = await client.letters.compose({ incidentId, kind: 'unblock_request', language, values });
  return (await client.letters.write({ incidentId, kind: 'unblock_request', language, values, notKnown: missing })).id;
}

async function unpacked(fileRef: string): Promise<Record<string, Uint8Array>> {
  const { bytes } = await desk.core.files.bytes(FileRef.parse(fileRef));
  return unzipSync(bytes);
}

it('puts beside the letter what its client had been told, and a page that says what that proves and what not', async () => {
  desk = await openCase(SUSPENSION, { ports: { bundles: await testBundleKit(), signer: nodeSigner } });
  await desk.publish();
  desk.clock.sleep(86_400_000);
  await desk.tellAll();
  const [ready] = await desk.client.letters.told({ incidentId: desk.incidentId });
  expect(ready).toMatchObject({ name: 'Client 1', evidence: [{ rung: 'handed_to_smtp', versionNumber: 1 }] });
  const { fileRef, clients } = await desk.client.letters.proof({ id: await written('fr') });
  expect(clients).toBe(1);
  const files = await unpacked(fileRef);
  expect(Object.keys(files)).toEqual(['index.txt', 'letter.pdf', 'proof/proof-1.zip']);
  const index = new TextDecoder().decode(files['index.txt']);
  expect(index).toContain('Ce que cela ne prouve pas');
  expect(index).toContain('Client 1');
  expect(index).toContain(desk.core.hasher.sha256(files['proof/proof-1.zip'] ?? new Uint8Array()));
  expect(index).toContain(desk.core.hasher.sha256(files['letter.pdf'] ?? new Uint8Array()));
  const inside = Object.keys(unzipSync(files['proof/proof-1.zip'] ?? new Uint8Array()));
  expect(inside).toContain('index.html');
  expect(inside.some((name) => name.startsWith('messages/'))).toBe(true);
  // Another host is handed nothing of it.
  const scope = { clientId: ClientId.parse(desk.clientId), hostId: HostId.parse(desk.core.ids.next()) };
  await expect(desk.done(desk.client.ledger.exportBundle({ scope, language: 'fr' }))).rejects.toMatchObject({ code: 'evidence_not_found' });
});

it.each(LANGUAGES)('marks what the client was told only after it happened (%s)', async (language) => {
  desk = await openCase(SUSPENSION, { ports: { bundles: await testBundleKit(), signer: nodeSigner } });
  await desk.publish();
  desk.clock.sleep(86_400_000);
  await desk.tellAll();
  const { fileRef } = await desk.client.letters.proof({ id: await written(language) });
  const index = new TextDecoder().decode((await unpacked(fileRef))['index.txt']);
  const by = longDate(dateIn(Date.parse((await desk.client.incidents.get({ id: desk.incidentId })).occurredAt), desk.clock.timeZone()), language);
  // Nobody said when it happened: only by when it had.
  const on = desk.core.texts.t(language, 'caseletters:proof.latest', { on: by });
  expect(index).toContain(desk.core.texts.t(language, 'caseletters:proof.later', { count: 1, on }));
});

it('claims nothing for a client who was told nothing', async () => {
  desk = await openCase(SUSPENSION, { ports: { bundles: await testBundleKit(), signer: nodeSigner } });
  for (const language of LANGUAGES) {
    const { fileRef, clients } = await desk.client.letters.proof({ id: await written(language) });
    expect(clients).toBe(0);
    const files = await unpacked(fileRef);
    expect(Object.keys(files)).toEqual(['index.txt', 'letter.pdf']);
    const index = new TextDecoder().decode(files['index.txt']);
    expect(index).not.toContain(desk.core.texts.t(language, 'caseletters:proof.proves_1'));
    expect(index).toContain(desk.core.texts.t(language, 'caseletters:proof.nobody'));
  }
});

it('takes what was only practised for no proof', async () => {
  desk = await openCase(SUSPENSION, { transport: 'practice', ports: { bundles: await testBundleKit(), signer: nodeSigner } });
  await desk.publish();
  desk.clock.sleep(86_400_000);
  await desk.tellAll();
  const rungs = await desk.core.db.read.selectFrom('evidence').select('rung').execute();
  expect(rungs).toEqual([{ rung: 'practised' }]);
  expect(await desk.client.letters.told({ incidentId: desk.incidentId })).toMatchObject([{ name: 'Client 1', evidence: [] }]);
  const { clients } = await desk.client.letters.proof({ id: await written('fr') });
  expect(clients).toBe(0);
});

it('gives the letter as it was written as a PDF', async () => {
  desk = await openCase(SUSPENSION);
  const { fileRef } = await desk.client.letters.pdf({ id: await written('en') });
  const { file, bytes } = await desk.core.files.bytes(fileRef);
  expect(file.mime).toBe('application/pdf');
  expect(new TextDecoder().decode(bytes)).toContain('%PDF');
});
