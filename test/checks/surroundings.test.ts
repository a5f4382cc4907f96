import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodemailerFormat } from '../../src/adapters/mail-format.ts';
import { createTexts } from '../../src/adapters/texts.ts';
import { MailCheck } from '../../src/contract/checks.ts';
import { ClientId, FileRef, HostId, PackId } from '../../src/contract/ids.ts';
import { checksHandlers } from '../../src/features/checks/index.ts';
import { clientsHandlers } from '../../src/features/clients/index.ts';
import { hostsHandlers } from '../../src/features/hosts/index.ts';
import { result } from '../../src/features/system/demo/story.ts';
import { openTestCore, type TestCore } from '../support/core.ts';
import { corpus } from './corpus.ts';

const CALL = { signal: undefined };
const mailOf = (wanted: string): string => new TextDecoder().decode(corpus().find(({ name }) => name === wanted)?.eml);
/** From contact@lilas.example. */
const MAIL = mailOf('fine-fr');
const from = (address: string): string => MAIL.replace(/^From:.*$/m, `From: <${address}>`);

let test: TestCore;
beforeEach(() => {
  test = openTestCore({ texts: createTexts(), mail: nodemailerFormat });
});
afterEach(() => test.close());

const checks = () => checksHandlers(test.core);

async function check(text: string, more: Partial<Parameters<ReturnType<typeof checksHandlers>['mail']>[0]> = {}): Promise<MailCheck> {
  return MailCheck.parse(await result(checks().mail({ source: { text }, names: false, bulk: false, countries: [], domains: [], ...more }, CALL)));
}

async function makeHost(): Promise<{ readonly hostId: HostId; readonly packId: PackId }> {
  const { id, packs } = await hostsHandlers(test.core).create({ presetId: 'shared-fr-conditions', name: 'Hébergeur', packName: 'Pack' }, CALL);
  const [pack] = packs;
  if (pack === undefined) throw new Error('A host without a pack');
  return { hostId: HostId.parse(id), packId: PackId.parse(pack.id) };
}

async function makeClient(packId: PackId, company: string, [mainDomain = '', ...otherDomains]: readonly string[]): Promise<ClientId> {
  const account = { packId, login: '', mainDomain, otherDomains, plan: '', orderedOn: null, status: 'active' as const };
  const contacts = [{ role: 'owner' as const, email: `${company}@mailbox.example` }];
  const { id } = await clientsHandlers(test.core).create(
    { number: company, company, language: 'fr', note: '', timeZone: '', contacts, accounts: [account] },
    CALL,
  );
  return ClientId.parse(id);
}

const outcomes = ({ findings }: Pick<MailCheck, 'findings'>, id: string) => findings.filter((each) => each.id === id).map(({ found }) => found);

describe('whose mail it is', () => {
  it('is known by the domain of the sender, and his host with its rules and his language with him', async () => {
    const { hostId, packId } = await makeHost();
    const clientId = await makeClient(packId, 'Lilas', ['fleurs.example', 'lilas.example']);
    await makeClient(packId, 'Autre', ['autre.example']);
    const found = await check(MAIL);
    expect(found.client).toEqual({ id: clientId, name: 'Lilas', from: 'domain' });
    expect(found.host).toMatchObject({ id: hostId, name: 'Hébergeur' });
    expect(outcomes(found, 'H04')).toEqual(['H04.own']);
    const letter = await checks().letter({ subject: found.subject, findings: found.findings, clientId }, CALL);
    expect(letter.language).toBe('fr');
    expect(letter.text).toContain('Lilas');
  });

  it('is known by a subdomain too, and by the nearest domain where several clients share the one above', async () => {
    const { packId } = await makeHost();
    const near = await makeClient(packId, 'Boutique', ['shop.lilas.example']);
    const above = await makeClient(packId, 'Lilas', ['lilas.example']);
    expect((await check(from('a@news.shop.lilas.example'))).client?.id).toBe(near);
    expect((await check(from('a@news.lilas.example'))).client?.id).toBe(above);
  });

  it('stays open where the domain is that of several, of nobody, or of a provider of mailboxes', async () => {
    const { packId } = await makeHost();
    for (const company of ['Un', 'Deux']) await makeClient(packId, company, ['lilas.example', 'gmail.com']);
    expect((await check(MAIL)).client).toBeNull();
    expect((await check(from('a@gmail.com'))).client).toBeNull();
    expect(await check(from('a@inconnu.example'))).toMatchObject({ client: null, host: null });
  });

  it('is whom the user says, whatever the mail says', async () => {
    const { packId } = await makeHost();
    await makeClient(packId, 'Lilas', ['lilas.example']);
    const other = await makeClient(packId, 'Autre', ['autre.example']);
    const found = await check(MAIL, { clientId: other });
    expect(found.client).toMatchObject({ id: other, from: 'chosen' });
    expect(outcomes(found, 'H04')).toEqual(['H04.foreign']);
  });
});

describe('the rules of a host behind those of the check', () => {
  it('are quoted with where and when they were read, the reseller’s own stricter ones beside them', async () => {
    const { hostId } = await makeHost();
    const behind = (await check(MAIL, { hostId })).host?.behind ?? [];
    expect(behind).toContainEqual({ rule: 'H09', ids: ['001-16'], source: '', readOn: '2026-11-21' });
    expect(behind).toContainEqual({ rule: 'B03', ids: ['001-09'], source: '', readOn: '2026-11-21' });
    expect(behind.map(({ rule }) => rule)).not.toContain('H07');
  });
});

describe('the pace of a host', () => {
  it('is called an example where the host does not bind itself to it', async () => {
    const { hostId } = await makeHost();
    const { limits } = await checks().pace({ addresses: 3000, hostId, startsOn: '2026-11-23', startsAt: '08:00' }, CALL);
    expect(limits).toEqual([{ owner: 'example', count: 10, seconds: 60, even: true }]);
  });
});

describe('the saved page a link to unsubscribe opens', () => {
  it.each([
    ['a login', '<form><input name="u"><input type=password></form>', ['B02.password']],
    ['one press', '<p>Se désabonner de la lettre ?</p><form method="post"><input type="hidden" name="t"><button>Oui</button></form>', ['B02.page']],
    ['nothing more', '<p>Vous êtes désabonné de notre lettre.</p>', ['B02.page']],
    ['fields to fill in', '<form><input type="email"><select></select><input type="checkbox"><input type="submit"></form>', ['B02.pageFields']],
    ['nothing, as it is a mail', 'Subject: x\r\n\r\n<html><body><p>Vous êtes désabonné de notre lettre.</p></body></html>', ['B02.noPage']],
    ['a script', '<html><body><div id="app"></div><script>start()</script></body></html>', ['B02.pageEmpty']],
  ])('that asks for %s is told from the others, beside what was known without it', async (_, html, expected) => {
    const { ref } = await test.core.files.put('page.html', 'text/html', new TextEncoder().encode(html));
    const found = await check(MAIL, { pageRef: FileRef.parse(ref) });
    expect(outcomes(found, 'B02')).toEqual(expected);
    expect(found.page?.fileName).toBe('page.html');
    expect(outcomes({ findings: found.page?.without ?? [] }, 'B02')).toEqual(['B02.ok']);
  });
});

describe('a mail that no servers may take', () => {
  it('is told to be too large, and to bear a date that nobody can read', async () => {
    const heavy = MAIL.replace(/^Date: .*$/m, 'Date: not a date').concat('\r\n', 'x'.repeat(76).concat('\r\n').repeat(140_000));
    const found = await check(heavy);
    expect(outcomes(found, 'B06')).toContain('B06.heavy');
    expect(outcomes(found, 'H02')).toEqual(['H02.date']);
  });

  it.each(['Mon,23 Nov 2026 08:00:00 +0100', '23 Nov 2026 08:00 GMT', 'Mon, 3 Nov 2026 8:00:00 +0000 (UTC)'])(
    'bears a date as the standard has it: %s',
    async (date) => {
      expect(outcomes(await check(MAIL.replace(/^Date: .*$/m, `Date: ${date}`)), 'H02')).toEqual(['H02.ok']);
    },
  );

  it('says nothing of a page that none of its links opens', async () => {
    const { ref } = await test.core.files.put('page.html', 'text/html', new TextEncoder().encode('<p>Vous êtes désabonné de notre lettre.</p>'));
    expect(outcomes(await check(mailOf('B02-no-link'), { pageRef: FileRef.parse(ref) }), 'B02')).toEqual(['B02.noLink']);
  });
});

describe('the letter', () => {
  it('gives no all-clear where nothing was found, says what was not checked, and asks for no other version', async () => {
    const { findings, subject } = await check(MAIL);
    expect(findings.filter(({ outcome, scope }) => outcome === 'fail' && scope === 'client')).toEqual([]);
    const { subject: about, text } = await checks().letter({ language: 'en', subject, findings }, CALL);
    expect(about).toContain('questions before it is sent');
    expect(text).toContain('That is no all-clear.');
    expect(text).toContain('- SPF record of the domain');
    expect(text).toContain('How old are the oldest addresses');
    expect(text).not.toContain('send the message again');
  });

  it('is in the language of the mail where it is nobody’s', async () => {
    expect((await check(MAIL)).language).toBe('fr');
  });

  it('says what to do about the very fault that was found', async () => {
    const noText = MAIL.replace(/Content-Type: text\/plain[\s\S]*?(?=--)/, 'Content-Type: text/plain; charset=utf-8\r\n\r\n\r\n');
    const { findings, subject } = await check(noText);
    expect(outcomes({ findings }, 'B06')).toEqual(['B06.noText']);
    for (const [language, told, untold] of [
      ['en', 'Add a text version', 'Close every tag'],
      ['fr', 'Ajoutez une version texte', 'Fermez chaque balise'],
      ['ru', 'Добавьте текстовую версию', 'Закройте'],
    ] as const) {
      const { text } = await checks().letter({ language, subject, findings }, CALL);
      expect(text).toContain(told);
      expect(text).not.toContain(untold);
    }
  });
});

describe('own words for the advice of a host', () => {
  const WANTED = { addresses: 500, kind: 'letter', consent: 'all', bought: false, server: 'shared', sender: 'own' } as const;
  const said = async (hostId: HostId | undefined, language: 'en' | 'fr' | 'ru') => {
    const { ways } = await checks().advice({ ...WANTED, language, ...(hostId !== undefined && { hostId }) }, CALL);
    return ways.flatMap(({ reasons }) => reasons).find(({ code }) => code === 'notIntended');
  };

  it('are shown for that host and language only, with figures in place, and can be given back', async () => {
    const { hostId } = await makeHost();
    const other = (await makeHost()).hostId;
    const standard = (await said(hostId, 'fr'))?.text ?? '';
    await checks().setAdviceText({ hostId, code: 'notIntended', wordings: { fr: 'Passez par One2Way.' } }, CALL);
    expect(await said(hostId, 'fr')).toMatchObject({ text: 'Passez par One2Way.', own: true, rules: [{ ids: ['001-13', '001-14'] }] });
    expect(await said(hostId, 'en')).toMatchObject({ own: false });
    expect(await said(other, 'fr')).toMatchObject({ text: standard, own: false });
    const { wordings } = await checks().setAdviceText({ hostId, code: 'notIntended', wordings: { fr: null } }, CALL);
    expect(wordings.map(({ own }) => own)).toEqual([null, null, null]);
    expect(await said(hostId, 'fr')).toMatchObject({ text: standard, own: false });
  });

  it('take the figures of the case, and what is worded as before is no own wording', async () => {
    const { hostId } = await makeHost();
    const text = await checks().adviceText({ hostId, code: 'overSmall' }, CALL);
    expect(text.places.sort()).toEqual(['{{count}}', '{{limit}}']);
    const standard = text.wordings.find(({ language }) => language === 'ru')?.standard ?? '';
    expect((await checks().setAdviceText({ hostId, code: 'overSmall', wordings: { ru: standard } }, CALL)).wordings.every(({ own }) => own === null)).toBe(
      true,
    );
    await checks().setAdviceText({ hostId, code: 'pacedUnknown', wordings: { en: 'Ask, then {{nothing}}.' } }, CALL);
    expect((await checks().adviceText({ hostId, code: 'pacedUnknown' }, CALL)).wordings[0]?.own).toMatchObject({ wording: 'Ask, then {{nothing}}.' });
    await expect(checks().adviceText({ hostId: HostId.parse('00000000-0000-7000-8000-000000000000'), code: 'paced' }, CALL)).rejects.toMatchObject({
      code: 'host_not_found',
    });
  });
});
