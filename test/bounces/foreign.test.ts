import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CALL, type Desk, openDesk, SENDER, type Told } from '../acknowledgements/desk.ts';
import { bare, complaint, dsn } from './reports.ts';

let desk: Desk;
let told: Told;
let returnPath: string;

beforeAll(async () => {
  desk = await openDesk();
  await desk.set('sender', { ...SENDER, bounceAddress: 'retours+*@atelier-horizon.example' });
  await desk.publish();
  told = await desk.tell();
  const sent = await desk.core.db.read.selectFrom('outbox').select('return_path').where('id', '=', told.outboxId).executeTakeFirstOrThrow();
  returnPath = sent.return_path;
});
afterAll(() => desk.close());

/** Everything that a report could change. */
async function everything(): Promise<string> {
  const { read } = desk.core.db;
  const outbox = await read.selectFrom('outbox').select(['id', 'state', 'server_reply', 'failure_class']).execute();
  const tables = await Promise.all([
    read.selectFrom('bounce').selectAll().execute(),
    read.selectFrom('suppression').selectAll().execute(),
    read.selectFrom('reply').select('id').execute(),
    read.selectFrom('evidence').select('id').execute(),
    read.selectFrom('outbox_event').selectAll().execute(),
  ]);
  return JSON.stringify([outbox, tables]);
}

const hex = fc.stringMatching(/^[0-9a-f]{32}$/);
const uuid = hex.map((code) => code.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'));
const messageId = fc.oneof(
  uuid.map((id) => `<${id}@atelier-horizon.example>`),
  // Near to the real one: one character differs, or it is cut.
  fc.nat(30).map((at) => `${told.messageId.slice(0, at + 2)}${told.messageId[at + 2] === '0' ? '1' : '0'}${told.messageId.slice(at + 3)}`),
  fc.nat(30).map((at) => `${told.messageId.slice(0, at + 3)}@atelier-horizon.example>`),
  fc.constantFrom('<%@%>', '<@>', "<' OR 1=1 --@x.example>", '<_______-____-____-____-____________@atelier-horizon.example>'),
);
const address = fc.oneof(
  fc.constantFrom('bonjour@atelier-horizon.example', 'retours+@atelier-horizon.example', 'retours+*@atelier-horizon.example'),
  hex.map((code) => `retours+${code}@atelier-horizon.example`),
  // The right code where no message of ours would have come back to.
  fc.constantFrom('elsewhere.example', 'atelier-horizon.example.evil.example').map((domain) => returnPath.replace(/@.*$/, `@${domain}`)),
  fc.constantFrom('x', 'xretours').map((before) => `${before}${returnPath}`),
);
const recipient = fc.constantFrom('told', 'other@boulangerie.example', '').map((who) => (who === 'told' ? told.email : who));
const failure = fc.constantFrom(
  { status: '5.1.1', diagnostic: 'smtp; 550 5.1.1 User unknown' },
  { status: '5.1.2', diagnostic: 'smtp; 550 5.1.2 Host not found' },
  { status: '5.2.2', diagnostic: 'smtp; 552 5.2.2 Mailbox full' },
  { status: '2.0.0', diagnostic: 'smtp; 250 2.0.0 Ok', action: 'delivered' as const },
);
const report = fc.oneof(
  fc.record({ messageId, recipient, to: address, failure }).map((each) => dsn(each, { ...each.failure, to: each.to })),
  fc.record({ messageId, recipient }).map((each) => complaint(each)),
  address.map((to) => bare(to)),
);

describe('a report about a message that nobody sent', () => {
  it('changes nothing, whatever it looks like', async () => {
    const before = await everything();
    await fc.assert(
      fc.asyncProperty(fc.array(report, { minLength: 5, maxLength: 20 }), async (reports) => {
        const read = await desk.drop(...reports);
        expect(read.rows).toEqual([]);
        expect(read.verdicts.unrelated).toBe(reports.length);
      }),
      { numRuns: 150 },
    );
    expect(await everything()).toBe(before);
    expect(await desk.evidence.coverage({}, CALL)).toMatchObject({ told: 1 });
  });

  it('is told from one about a message that was', async () => {
    expect(await desk.drop(bare(returnPath))).toMatchObject({ verdicts: { bounce: 1 } });
  });
});
