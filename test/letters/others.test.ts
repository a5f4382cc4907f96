import { afterEach, expect, it } from 'vitest';
import { panelAccount, readList } from '../support/hosted.ts';
import { type CaseDesk, openCase } from './case.ts';

let desk: CaseDesk;
afterEach(() => desk.close());

/** What the one client of a case reads, with another client in the pack. */
async function toldIn(subject: object): Promise<string> {
  desk = await openCase(subject);
  await desk.addClient({ company: 'Bakery' });
  await readList(desk, desk.packId, [panelAccount('site1', { domain: 'site1.example' }), panelAccount('u2', { domain: 'site2.example' })]);
  const { values } = await desk.client.incidents.letterValues({ id: desk.incidentId, kind: 'explanation_request', language: 'en' });
  return [values.what_happened, values.host_reason].join('\n');
}

it.each([
  { kind: 'suspension', scope: 'pack', stopped: 'hosting', name: '', reason: 'www.site2.example and others send spam' },
  { kind: 'suspension', scope: 'account', stopped: 'hosting', name: '', reason: 'Spam from info@site2.example' },
  { kind: 'blocked_object', object: 'script', name: '/home/u2/public_html/mail.php', reason: 'The user u2 sends spam.' },
  { kind: 'listing', listed: 'site2.example', list: 'SURBL' },
])('says nothing that names another client, though nobody else is suspected: %o', async (subject) => {
  expect(await toldIn(subject)).not.toMatch(/site2|u2/);
});

it.each([
  [{ kind: 'suspension', scope: 'account', stopped: 'hosting', name: '', reason: 'Spam from site1.example' }, 'Spam from site1.example'],
  [{ kind: 'blocked_object', object: 'script', name: '/home/site1/mail.php', reason: '' }, '/home/site1/mail.php'],
  [{ kind: 'listing', listed: 'site1.example', list: 'SURBL' }, 'site1.example'],
  [{ kind: 'listing', listed: 'nobody-knows.example', list: 'SURBL' }, 'nobody-knows.example'],
])('says what is his, or nobody else’s here: %o', async (subject, words) => {
  expect(await toldIn(subject)).toContain(words);
});
