import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { STEP_IDS } from '../../src/contract/incidents.ts';
import { type CaseDesk, LISTING, openCase } from './case.ts';

let desk: CaseDesk;
afterEach(() => desk.close());

const HOURS = { contact_hours: 'Mon–Fri', innocent_domains: 'none', blocked_object: 'the pack', client_name: 'Nadia', domains: 'nadia.example' };
const SUBJECTS = [
  { ...LISTING, holder: 'reseller' },
  { kind: 'suspension', scope: 'pack' },
  { kind: 'blocked_object', object: 'script', name: 'send.php' },
  { kind: 'port_25', server: 'vps1' },
] as const;
const ASKING = ['unblock_request', 'delist_host', 'delist_list'] as const;

const Findings = fc.record({ cause: fc.constantFrom('', 'known'), fix: fc.constantFrom('', 'known'), prevention: fc.constantFrom('', 'known') });
const Act = fc.oneof(
  fc.record({
    what: fc.constant('step' as const),
    step: fc.constantFrom(...STEP_IDS),
    state: fc.constantFrom('open' as const, 'waiting' as const, 'done' as const),
  }),
  fc.record({ what: fc.constant('find' as const), findings: Findings }),
  fc.record({ what: fc.constant('write' as const), kind: fc.constantFrom(...ASKING) }),
);

it('never lets a letter that asks for something exist in a case whose cause, fix and prevention are not known', { timeout: 60_000 }, async () => {
  desk = await openCase();
  const { client, packId } = desk;
  const refused = async (work: Promise<unknown>): Promise<void> => {
    await work.catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error)) throw error;
    });
  };
  let written = 0;
  const property = fc.asyncProperty(fc.constantFrom(...SUBJECTS), fc.array(Act, { maxLength: 12 }), fc.boolean(), async (subject, acts, mended) => {
    const { id, steps } = await client.incidents.open({ packId, subject: { ...subject } });
    if (mended) {
      for (const { id: step, phase } of steps)
        if (phase !== 'ask' && phase !== 'close' && step !== 'write_down') await client.incidents.setStep({ id, step, state: 'done', note: 'done' });
    }
    for (const act of acts) {
      const before = (await client.incidents.get({ id })).findings;
      const known = Object.values(before).every((text) => text !== '');
      const count = (await client.letters.list({ incidentId: id })).length;
      if (act.what === 'step') await refused(client.incidents.setStep({ id, step: act.step, state: act.state }));
      else if (act.what === 'find') await client.incidents.setFindings({ id, findings: act.findings });
      else {
        const { missing } = await client.letters.compose({ incidentId: id, kind: act.kind, values: HOURS });
        await refused(client.letters.write({ incidentId: id, kind: act.kind, values: HOURS, notKnown: missing }));
      }
      const now = (await client.letters.list({ incidentId: id })).length;
      if (!known) expect(now).toBe(count);
      written += now - count;
    }
  });
  const found = { what: 'find', findings: { cause: 'known', fix: 'known', prevention: 'known' } } as const;
  const examples: [(typeof SUBJECTS)[number], (typeof ASKING)[number]][] = [
    [SUBJECTS[0], 'delist_list'],
    [SUBJECTS[1], 'unblock_request'],
  ];
  await fc.assert(property, {
    numRuns: 25,
    examples: examples.map(([subject, kind]) => [subject, [{ what: 'write', kind }, found, { what: 'write', kind }], true]),
  });
  // It is not that nothing could be written.
  expect(written).toBeGreaterThan(1);
});
