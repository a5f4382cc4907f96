import { afterEach, describe, expect, it } from 'vitest';
import { nodemailerFormat } from '../../src/adapters/mail-format.ts';
import { presetRecipients } from '../../src/app/lint-file.ts';
import { OwnLetterKind } from '../../src/contract/letters.ts';
import { lintMail, NOTHING_KNOWN } from '../../src/features/checks/index.ts';
import { DAY_MS } from '../../src/shared/durations.ts';
import { LANGUAGES } from '../../src/shared/language.ts';
import { HELPLESS } from '../explanations/words.ts';
import { openWorkshop, type Workshop } from '../reminders/workshop.ts';

let shop: Workshop | undefined;
afterEach(async () => {
  await shop?.close();
  shop = undefined;
});

/** What a mail of the app breaks, on the strictest host and with nothing taken on trust. */
async function faultsOf(eml: Uint8Array): Promise<string[]> {
  const question = {
    ...NOTHING_KNOWN,
    countries: ['US'],
    bulk: true,
    domains: ['atelier.example'],
    maxRecipients: presetRecipients('shared-fr-conditions') ?? null,
  };
  const { findings } = await lintMail({ mail: nodemailerFormat }, { name: 'own.eml', bytes: eml }, question);
  return findings.filter(({ outcome }) => outcome === 'fail').map(({ found, evidence }) => `${found} ${evidence}`);
}

/** A made-up app with a client of every language who was told, and everything it hands to its server. */
async function openOwn(): Promise<{ made: Workshop; sent: Uint8Array[] }> {
  const sent: Uint8Array[] = [];
  const made = await openWorkshop({
    ports: {
      smtp: {
        open: () => ({
          send: async ({ eml }) => {
            sent.push(eml);
            return { outcome: 'accepted', reply: '250 Ok' };
          },
          verify: async () => ({ reply: '220', tls: null }),
          close: async () => {},
        }),
      },
    },
  });
  shop = made;
  const packId = packOf(made);
  for (const language of LANGUAGES) {
    const contacts = [{ role: 'owner' as const, email: `${language}@client.example`, firstName: 'Anna', lastName: 'Petrova' }];
    await made.client.clients.create({ company: `Client ${language}`, language, contacts, accounts: [{ packId, mainDomain: `${language}.example` }] });
  }
  await made.publish();
  await made.tellAll();
  return { made, sent };
}

function packOf({ host }: Workshop) {
  const packId = host.packs[0]?.id;
  if (packId === undefined) throw new Error('no pack');
  return packId;
}

const expectFine = async (sent: readonly Uint8Array[]): Promise<void> => {
  for (const eml of sent) expect(await faultsOf(eml), (await nodemailerFormat.read(eml)).subject).toEqual([]);
};

describe('what the app sends itself', () => {
  it('keeps every rule it checks others by: notices and reminders in three languages, and the test message', async () => {
    const { made, sent } = await openOwn();
    made.clock.sleep(182 * DAY_MS + 3 * 3_600_000);
    await made.run();
    await made.flush();
    await made.client.settings.testSmtp({ to: 'me@atelier.example' });
    expect(sent).toHaveLength(7);
    await expectFine(sent);
  });

  it('keeps them with the letters of a case too, whatever they say and in which language', async () => {
    const { made, sent } = await openOwn();
    const { client } = made;
    sent.length = 0;
    const { rows } = await client.clients.list({});
    for (const { id: clientId } of rows) {
      const packId = packOf(made);
      const abuse = await client.incidents.open({ packId, subject: { kind: 'listing', listed: '192.0.2.7', list: 'A list' }, concerned: [{ clientId }] });
      await client.explanations.ask({ incidentId: abuse.id, clientId });
      const stopped = await client.incidents.open({
        packId,
        subject: { kind: 'recipient', address: 'family@mailbox.example', sender: 'office@client.example', lastMailOn: '2026-01-02', answer: '550 blocked' },
        concerned: [{ clientId }],
      });
      const { id } = await client.repermission.create({ incidentId: abuse.id, clientId, plan: { before: { a: 580, b: 200, c: 1000, d: 60 } } });
      await client.repermission.tell({ id });
      const elsewhere = await client.incidents.open({ packId, subject: { kind: 'listing', listed: '192.0.2.8', list: 'A list' } });
      await client.incidents.concern({ id: elsewhere.id, person: { clientId }, role: 'innocent' });
      await made.done(client.innocents.tell({ incidentId: elsewhere.id, clientIds: [clientId], doubtful: true }));
      for (const kind of OwnLetterKind.options) {
        const order = {
          incidentId: kind === 'recipient_unblock' || kind === 'trusted_sender' ? stopped.id : abuse.id,
          kind,
          clientId,
          values: { account: 'login', incidents_before: '2025-001', if_again: 'Sending stays closed.', sent_count: '900' },
        };
        const { reader, missing, blocked } = await client.letters.compose(order);
        if (reader === 'client' && blocked === null) await client.letters.write({ ...order, notKnown: missing });
      }
    }
    await made.flush();
    const subjects = new Set(await Promise.all(sent.map(async (eml) => (await nodemailerFormat.read(eml)).subject)));
    // Questions, care, unusual sending, formal notice, re-permission, blocked recipient, trusted sender, and those who were only affected: each in three languages.
    expect(subjects.size).toBe(8 * LANGUAGES.length);
    await expectFine(sent);
  });

  it('keeps them with later rounds of questions and their reminders', async () => {
    const { made, sent } = await openOwn();
    const { client } = made;
    sent.length = 0;
    for (const { id: clientId } of (await client.clients.list({})).rows) {
      const subject = { kind: 'listing', listed: '192.0.2.7', list: 'A list' } as const;
      const { id: incidentId } = await client.incidents.open({ packId: packOf(made), subject, concerned: [{ clientId }] });
      const { id } = await client.explanations.ask({ incidentId, clientId });
      await client.explanations.takeAnswer({ id, answer: { source: 'pasted', text: HELPLESS.en } });
      await client.explanations.decide({ id, verdict: 'insufficient' });
      await client.explanations.ask({ incidentId, clientId });
    }
    for (let day = 0; day < 5; day += 1) {
      await made.flush();
      made.clock.sleep(DAY_MS);
    }
    const subjects = await Promise.all(sent.map(async (eml) => (await nodemailerFormat.read(eml)).subject));
    // Two requests and two reminders of the second, in three languages; no two of a client read alike but the reminders.
    expect(subjects).toHaveLength(4 * LANGUAGES.length);
    expect(new Set(subjects).size).toBe(3 * LANGUAGES.length);
    await expectFine(sent);
  });
});
