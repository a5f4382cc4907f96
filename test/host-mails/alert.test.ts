import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { nodemailerFormat } from '../../src/adapters/mail-format.ts';
import { createTexts } from '../../src/adapters/texts.ts';
import { Alert } from '../../src/contract/alerts.ts';
import { type PackId, ReportId } from '../../src/contract/ids.ts';
import { alertsHandlers } from '../../src/features/alerts/index.ts';
import { type Connections, createConnections } from '../../src/features/connections/index.ts';
import { wantedFrom } from '../../src/features/host-mails/index.ts';
import { openTestCore, type TestCore } from '../support/core.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { makePack, panelAccount, readList } from '../support/hosted.ts';

const CALL = { signal: undefined };
const FOLDER = join(import.meta.dirname, '../fixtures/host-mails');

let test: TestCore;
let clock: FakeClock;
let packId: PackId;
let connections: Connections;

beforeAll(async () => {
  clock = new FakeClock(Date.UTC(2026, 10, 20, 6), 'UTC');
  test = openTestCore({ mail: nodemailerFormat, texts: createTexts() }, clock);
  packId = await makePack(test);
  connections = createConnections(test.core, undefined, wantedFrom);
  await readList(test, packId, [panelAccount('alpha'), panelAccount('beta'), panelAccount('gamma')]);
  // After the list was read: of before, a mail tells nothing.
  clock.sleep(6 * 3_600_000);
});
afterAll(async () => {
  await connections.stop();
  await test.close();
});

async function putIn(bytes: Uint8Array) {
  clock.sleep(60_000);
  const { ref } = await test.core.files.put('x.eml', 'message/rfc822', bytes);
  const { id } = await connections.handlers.readReport({ packId, source: { fileRef: ref } }, CALL);
  await connections.handlers.takeReport({ id: ReportId.parse(id) }, CALL);
}
const alertOf = async (login: string) => {
  const { rows } = await alertsHandlers(test.core).list({ show: 'all', kinds: ['state'], offset: 0, limit: 50 }, CALL);
  return rows.map((row) => Alert.parse(row)).find((row) => row.login === login);
};

it('keeps for the case what the host’s mail wants with which an alert began: number and day', async () => {
  await putIn(readFileSync(join(FOLDER, 'ru3-account.eml')));
  expect(await alertOf('beta')).toMatchObject({ ticket: '4471902', answerBy: '2026-11-24' });
});

it('has neither where the mail names none, and takes none of another’s', async () => {
  await putIn(readFileSync(join(FOLDER, 'en-suspended-account.eml')));
  expect(await alertOf('alpha')).toMatchObject({ ticket: '', answerBy: null });
});

it('counts a term from when the host wrote, however late somebody passed its mail on', async () => {
  const lines = [
    'From: admin@reseller.example',
    'To: support@reseller.example',
    'Subject: Fwd: Account gamma suspended',
    'Date: Fri, 20 Nov 2026 11:00:00 +0000',
    'Message-ID: <passed-on@reseller.example>',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'See below.',
    '',
    '---------- Forwarded message ---------',
    'From: Northhost Abuse <abuse@northhost.example>',
    'Date: Wed, 18 Nov 2026 09:00:00 +0000',
    'Subject: Account gamma suspended',
    'To: admin@reseller.example',
    '',
    'Your account gamma has been suspended for sending spam. Please reply within 4 days.',
    '',
  ];
  await putIn(Buffer.from(lines.join('\r\n')));
  expect(await alertOf('gamma')).toMatchObject({ answerBy: '2026-11-22' });
});
