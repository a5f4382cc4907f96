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

const BODY = 'Bonjour, les rencontres de décembre auront lieu dans notre librairie, et vous êtes tous invités chaque jeudi.';

/** What the rule finds in a mail with this body, in HTML. */
async function inBody(id: MailRule, html: string, headers: readonly string[] = []) {
  const lines = ['From: L <l@lilas.example>', 'To: a@reader.example', 'Subject: Lettre', 'Content-Type: text/html; charset=utf-8', ...headers, '', html];
  const { findings } = await check(new TextEncoder().encode(lines.join('\r\n')));
  return findings.filter((finding) => finding.id === id).map((finding) => finding.found);
}

describe('the way out', () => {
  it.each(['https://shop.example/u/42', 'https://shop.example/color-preferences'])('is for a person to tell where %s is all there is', async (href) => {
    expect(await inBody('B01', `<p>${BODY}</p><p><a href="${href}">Acheter</a></p>`)).toEqual(['B01.unsure']);
    expect(await inBody('B01', `<p>${BODY}</p><p><a href="${href}">Se désabonner</a></p>`)).toEqual(['B01.ok']);
    expect(await inBody('B01', `<p>${BODY}</p><p><a href="${href}">ici</a></p>`, [`List-Unsubscribe: <${href}>`])).toEqual(['B01.ok']);
  });

  it.each([
    'https://shop.example/?page=login&next=unsub',
    'https://shop.example/index.php?login',
    'https://login.shop.example/unsub',
    'https://shop.example/login?next=/unsub',
  ])('leads to a login by the address %s', async (href) => {
    expect(await inBody('B02', `<p>${BODY}</p><p><a href="${href.replace('&', '&amp;')}">Se désabonner</a></p>`)).toEqual(['B02.login']);
  });

  it('leads to none where only a part of the address is written like it', async () => {
    for (const href of ['https://shop.example/unsub?from=login-page', 'https://blog-login.example/unsub', 'https://authors.example/unsub']) {
      expect(await inBody('B02', `<p>${BODY}</p><p><a href="${href}">Se désabonner</a></p>`)).toEqual(['B02.ok']);
    }
  });
});

describe('a language the words do not fit', () => {
  it.each([
    'Hola, le escribimos de la tienda para contarle las ofertas de la semana. Puede darse de baja en la página de la cuenta.',
    'Ciao, le scriviamo dal negozio per le offerte della settimana che sono in vetrina, con la qualità di sempre. Annulla la iscrizione qui.',
    'Olá, as ofertas da semana são para você e não para os outros. Para cancelar a inscrição clique em baixo, por favor.',
    'Вітаємо! Зустрічі у грудні відбуваються щочетверга о шостій годині в нашій книгарні, і ми чекаємо на вас та ваших друзів.',
    'Здравейте! Срещите през декември са всеки четвъртък в шест часа в нашата книжарница и ви очакваме заедно с вашите приятели.',
  ])('leaves what a mail says to a person: %s', async (words) => {
    for (const id of ['B01', 'B03'] as const) expect(await inBody(id, `<p>${words}</p>`)).toEqual(['foreign']);
  });

  it.each([
    BODY,
    'The meetings of December take place every Thursday at six in our bookshop, and you are welcome with your friends.',
    'Встречи в декабре проходят каждый четверг в шесть часов в нашем магазине, и мы будем рады видеть вас и ваших друзей.',
  ])('does not count as foreign what fits: %s', async (words) => {
    expect(await inBody('B03', `<p>${words}</p>`)).toEqual(['B03.none']);
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
