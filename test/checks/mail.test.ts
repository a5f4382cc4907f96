import { describe, expect, it } from 'vitest';
import { nodemailerFormat } from '../../src/adapters/mail-format.ts';
import { presetRecipients } from '../../src/app/lint-file.ts';
import { lintMail, NOTHING_KNOWN, type Question } from '../../src/features/checks/index.ts';
import { MAIL_RULES, type MailRule } from '../../src/shared/checks.ts';
import { corpus } from './corpus.ts';

const mails = corpus();
const check = (eml: Uint8Array, asked: Partial<Question> = {}) =>
  lintMail({ mail: nodemailerFormat }, { name: 'letter.eml', bytes: eml }, { ...NOTHING_KNOWN, ...asked });
const named = (name: string): Uint8Array => mails.find((mail) => mail.name === name)?.eml ?? new Uint8Array();
const found = async (name: string, id: MailRule, asked: Partial<Question> = {}) =>
  (await check(named(name), asked)).findings.filter((finding) => finding.id === id).map((finding) => finding.found);

describe('labelled mails', () => {
  it('are many, and show each rule kept, broken and impossible to check', () => {
    expect(mails.length).toBeGreaterThanOrEqual(60);
    const shown = new Set(mails.flatMap(({ want }) => Object.values(want).flat()));
    for (const id of MAIL_RULES.filter((each) => /^[HB]/.test(each))) {
      expect([...shown].filter((each) => each === `${id}.ok` || each === 'H09.one').length, `${id} kept`).toBeGreaterThan(0);
      expect([...shown].filter((each) => each.startsWith(`${id}.`) && each !== `${id}.ok`).length, `${id} otherwise`).toBeGreaterThan(0);
    }
  });

  it.each(mails)('$name: finds what is there, and no fault beside', async ({ eml, want, also }) => {
    const { findings } = await check(eml);
    expect(MAIL_RULES.filter((id) => findings.every((finding) => finding.id !== id))).toEqual([]);
    const got = Object.fromEntries(Object.keys(want).map((id) => [id, findings.filter((finding) => finding.id === id).map((finding) => finding.found)]));
    expect(got).toEqual(want);
    const others = findings.filter(({ id, outcome }) => outcome === 'fail' && !(id in want) && !also.includes(id));
    expect(others).toEqual([]);
  });
});

describe('what is known beside the mail', () => {
  const limit = presetRecipients('shared-fr-conditions') ?? null;

  it('ten recipients pass the limit of ten, eleven do not', async () => {
    expect(limit?.value).toBe(10);
    expect(await found('H09-ten', 'H09', { maxRecipients: limit })).toEqual(['H09.ok']);
    expect(await found('H09-eleven', 'H09', { maxRecipients: limit })).toEqual(['H09.over']);
    expect(await found('H09-undisclosed', 'H09', { maxRecipients: limit })).toEqual(['H09.undisclosed']);
  });

  it('the domains of the client tell his addresses from those of others', async () => {
    expect(await found('fine-fr', 'H04', { domains: ['lilas.example'] })).toEqual(['H04.own']);
    expect(await found('fine-fr', 'H04', { domains: ['autre.example'] })).toEqual(['H04.foreign']);
    expect(await found('H12-other', 'H12', { domains: ['gmail.com'] })).toEqual(['H12.ok']);
  });

  it('a mail that does not say what it is for is judged as advertising, unless somebody says otherwise', async () => {
    expect(await check(named('service'))).toMatchObject({ purpose: 'service', purposeFrom: 'mail' });
    expect(await check(named('fine-fr'))).toMatchObject({ purpose: 'marketing', purposeFrom: 'assumed' });
    expect(await found('H07-none', 'H07', { purpose: 'service' })).toEqual(['service']);
    expect(await found('service', 'H07', { purpose: 'marketing' })).toEqual(['H07.none']);
  });

  it('countries that ask for a postal address make it a requirement, and numbers of a company no answer to it', async () => {
    const severity = async (countries: string[]) => (await check(named('B04-none'), { countries })).findings.find(({ id }) => id === 'B04')?.severity;
    expect(await severity([])).toBe('W');
    expect(await severity(['FR', 'CA'])).toBe('E');
    expect(await found('B04-company-only', 'B04', { countries: ['US'] })).toEqual(['B04.unsure']);
  });

  it('a saved page that asks for a password is no way out', async () => {
    expect(await found('fine-fr', 'B02', { unsubscribePage: '<form><input type="password" name="p"></form>' })).toEqual(['B02.password']);
    expect(await found('fine-fr', 'B02', { unsubscribePage: '<form method="post"><button>Se désabonner</button></form>' })).toEqual(['B02.page']);
  });

  it('questions stay questions, and nobody was asked', async () => {
    const { findings } = await check(named('fine-fr'));
    for (const id of ['I01', 'I02', 'I03', 'I04', 'I05', 'D01', 'D02', 'D03', 'D04', 'D05', 'R01'] as const) {
      expect(findings.filter((finding) => finding.id === id).map(({ outcome }) => outcome)).toEqual(['unknown']);
    }
  });

  it('evidence is one line without control characters', async () => {
    for (const { eml } of mails) {
      for (const { evidence } of (await check(eml)).findings) expect(evidence).not.toMatch(/[\p{Cc}\u2028\u2029\u202A-\u202E]/u);
    }
  });
});
