import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../contract/checks.ts';
import { DossierFileId } from '../../contract/ids.ts';
import { WhitelistEvidence } from '../../contract/rule-pack.ts';
import { DOSSIER_TICKS, FILE_ITEMS, type FileItem } from '../../shared/dossiers.ts';
import { completeness, type DossierFacts, declarationsFor, itemsOf, type KeptFile } from './items.rules.ts';

const FIELDS: DossierFacts['fields'] = {
  ...{ account: 'kvm-17', ipAddress: '192.0.2.10', sendingAddress: 'lettre@lilas.example', dkimSelector: '', kinds: ['information'] },
  ...{ perDay: 500, peak: 900, consentWording: 'I agree', consentAt: 'subscription', unsubscribeUrl: 'https://lilas.example/u', contactHours: '9 – 17' },
};
const EMPTY: DossierFacts['fields'] = {
  ...{ account: '', ipAddress: '', sendingAddress: '', dkimSelector: '', kinds: [], perDay: null, peak: null },
  ...{ consentWording: '', consentAt: 'subscription', unsubscribeUrl: '', contactHours: '' },
};
const TICKS = Object.fromEntries(DOSSIER_TICKS.map((tick) => [tick, true]));
const RECORDS = { domain: 'lilas.example', ipAddress: '192.0.2.10', findings: [] };

function file(item: FileItem, facts: KeptFile['facts'] = { sample: null, passwordField: false }): KeptFile {
  const id = DossierFileId.parse('018f2f0e-7000-7000-8000-000000000000');
  return { ...{ id, item, facts, name: 'x', mime: 'image/png', sizeBytes: 1, sha256: '0'.repeat(64) }, addedAt: '2026-11-22T10:00:00Z', addedBy: 'Ann' };
}

const COMPLETE: DossierFacts = {
  ...{ fields: FIELDS, ticks: TICKS, unneeded: {}, technical: RECORDS, asked: [], senderComplete: true },
  files: FILE_ITEMS.map((item) => file(item)),
};
const stateIn = (facts: DossierFacts, id: string) => itemsOf(facts).find((item) => item.id === id);

function finding(id: Finding['id'], outcome: Finding['outcome'], found: Finding['found']): Finding {
  return { id, outcome, severity: 'E', scope: 'client', found, facts: {}, evidence: '' };
}

describe('the list of a dossier', () => {
  it('counts nothing of an empty one, and all of a complete one', () => {
    const nothing: DossierFacts = { ...COMPLETE, fields: EMPTY, ticks: {}, files: [], technical: null, senderComplete: false };
    expect(completeness(itemsOf(nothing))).toMatchObject({ provided: 0, needed: 13 });
    expect(completeness(itemsOf(COMPLETE))).toEqual({ provided: 13, needed: 13, missing: [] });
  });

  it('asks for the registration form and the rules only where people agree when they register', () => {
    expect(stateIn(COMPLETE, 'subscription_form')?.state).toBe('provided');
    expect(stateIn(COMPLETE, 'rules_extract')).toMatchObject({ state: 'not_needed', remarks: ['other_way'] });
    const registered = { ...COMPLETE, fields: { ...FIELDS, consentAt: 'registration' as const }, files: [] };
    expect(stateIn(registered, 'subscription_form')).toMatchObject({ state: 'not_needed', remarks: ['other_way'] });
    expect(completeness(itemsOf(registered)).missing).toEqual(expect.arrayContaining(['registration_form', 'rules_extract']));
  });

  it('asks for no evidence the host does not want to see', () => {
    const facts = { ...COMPLETE, files: [], asked: ['sample_source' as const] };
    expect(stateIn(facts, 'sample_source')?.state).toBe('missing');
    expect(stateIn(facts, 'unsubscribe_page')).toMatchObject({ state: 'not_needed', remarks: ['not_asked'] });
    expect(stateIn(facts, 'volume')?.state).toBe('provided');
  });

  it('counts no sample without a way to unsubscribe, and names other faults beside it', () => {
    const sample = (...findings: Finding[]) => ({ ...COMPLETE, files: [file('sample_source', { sample: { subject: 's', findings }, passwordField: false })] });
    expect(stateIn(sample(finding('B01', 'fail', 'B01.none')), 'sample_source')).toMatchObject({
      state: 'missing',
      remarks: ['no_unsubscribe', 'sample_faults'],
    });
    expect(stateIn(sample(finding('H10', 'fail', 'H10.reply')), 'sample_source')).toMatchObject({ state: 'provided', remarks: ['sample_faults'] });
    expect(stateIn(sample(finding('D01', 'fail', 'D01.none'), finding('B01', 'pass', 'B01.ok')), 'sample_source')?.remarks).toEqual([]);
    expect(stateIn(sample(finding('B02', 'fail', 'B02.login')), 'no_login')).toMatchObject({ state: 'missing', remarks: ['login_link'] });
  });

  it('keeps a confirmation from counting where the page asks for a password, unless a person says why it may', () => {
    const facts = { ...COMPLETE, files: [file('unsubscribe_page', { sample: null, passwordField: true })] };
    expect(stateIn(facts, 'unsubscribe_page')).toMatchObject({ state: 'provided', remarks: ['password_field'] });
    expect(stateIn(facts, 'no_login')).toMatchObject({ state: 'missing', remarks: ['password_field'] });
    expect(stateIn({ ...facts, unneeded: { no_login: 'The field is that of the shop' } }, 'no_login')).toMatchObject({
      state: 'not_needed',
      reason: 'The field is that of the shop',
    });
  });

  it('counts what name servers said only of the sender that is named now', () => {
    const moved = { ...COMPLETE, fields: { ...FIELDS, ipAddress: '192.0.2.11' } };
    expect(stateIn(moved, 'technical')).toMatchObject({ state: 'missing', remarks: ['records_stale'] });
    const failing = { ...COMPLETE, technical: { ...RECORDS, findings: [finding('D01', 'fail', 'D01.none'), finding('D04', 'unknown', 'noAnswer')] } };
    expect(stateIn(failing, 'technical')).toMatchObject({ state: 'provided', remarks: ['records_fail', 'records_unknown'] });
  });

  it('asks for the confirmations that belong to the kinds of mailing', () => {
    expect(declarationsFor(['automatic'])).not.toContain('verified');
    expect(declarationsFor(['automatic', 'advertising'])).toEqual(expect.arrayContaining(['verified', 'automatic', 'none_unasked']));
    expect(stateIn({ ...COMPLETE, ticks: { ...TICKS, automatic: undefined } }, 'declarations')?.state).toBe('provided');
    expect(stateIn({ ...COMPLETE, ticks: { ...TICKS, record: undefined } }, 'declarations')?.state).toBe('missing');
  });

  it('a busiest day below every day is a slip', () => {
    expect(stateIn({ ...COMPLETE, fields: { ...FIELDS, perDay: 1000, peak: 900 } }, 'volume')).toMatchObject({ state: 'missing', remarks: ['peak_below'] });
  });

  it('every item is in exactly one state, and saying that one is not needed takes it out of the count', () => {
    const asked = fc.subarray([...WhitelistEvidence.options]);
    const files = fc.subarray([...FILE_ITEMS]);
    const ticks = fc.subarray([...DOSSIER_TICKS]);
    fc.assert(
      fc.property(asked, files, ticks, fc.boolean(), (evidence, there, ticked, registration) => {
        const facts: DossierFacts = {
          ...COMPLETE,
          asked: evidence,
          files: there.map((item) => file(item)),
          ticks: Object.fromEntries(ticked.map((tick) => [tick, true])),
          fields: { ...FIELDS, consentAt: registration ? 'registration' : 'subscription' },
        };
        const items = itemsOf(facts);
        const { provided, needed, missing } = completeness(items);
        expect(provided + missing.length).toBe(needed);
        expect(needed + items.filter(({ state }) => state === 'not_needed').length).toBe(items.length);
        for (const id of missing) {
          const spared = itemsOf({ ...facts, unneeded: { [id]: 'The host said so' } });
          expect(completeness(spared)).toMatchObject({ needed: needed - 1, provided });
          expect(spared.find((item) => item.id === id)).toMatchObject({ state: 'not_needed', reason: 'The host said so' });
        }
      }),
    );
  });
});
