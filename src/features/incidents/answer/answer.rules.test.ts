import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANSWER_QUESTIONS } from '../../../contract/answers.ts';
import { readAnswer } from './answer.rules.ts';

const HOW = { files: false, limitMonths: 36, today: '2026-11-23' };

/** The kind of answer that grasps nothing (rules 002-04 and 002-05). */
const HELPLESS = {
  en: `Hello, we have been in business for 13 years. The addresses are those of clients and prospects, gathered over 13 years. You know how it is: after a while people lose interest,
and some register for the gift and then say anything to get out. We keep our lists up to date and unsubscribe whoever asks for it, or they do it themselves. Everybody signed up on our
own sites. We have nothing to add.`,
  fr: `Bonjour, nous existons depuis 13 ans. Les adresses sont celles de clients et de prospects, recueillies en 13 ans. Vous savez ce que c’est : au bout d’un moment, les gens se désintéressent,
et certains s’inscrivent pour le cadeau. Nous tenons nos listes à jour et nous désinscrivons qui le demande, ou ils le font eux-mêmes. Tout le monde s’est inscrit sur nos propres sites.
Nous n’avons rien à ajouter.`,
  ru: `Здравствуйте! Мы работаем уже 13 лет. Адреса клиентов и потенциальных клиентов собраны за 13 лет. Сами понимаете: со временем люди теряют интерес, а некоторые подписываются ради подарка.
Списки мы обновляем и отписываем всех, кто просит, либо они отписываются сами. Все подписались на наших сайтах. Добавить нечего.`,
};

const GOOD = {
  en: `The newsletter left on 23 November 2026 at 9:00 to 412 addresses. The addresses come from the order form of our shop, collected since March 2025. None of them were bought or rented. Each
person ticked a box and confirmed it by a link; three records are attached. We write every month, the last letter was on 20 October 2026. Whoever unsubscribes by the link is off the list
within an hour. Addresses that bounce are removed at once. It was sent with the WordPress plugin. Nobody else has access, and we changed the password. From now on we send through a platform.`,
  fr: `La lettre d’information est partie, envoyée le 23 novembre 2026 à 412 personnes. Les adresses viennent du formulaire de commande de notre boutique, recueillies depuis le 1er mars 2025. Aucune n’a été
achetée ni louée. Chacun a coché une case et donné son accord ; trois enregistrements sont joints. Nous écrivons chaque mois. La désinscription se fait par un lien, immédiatement. Les adresses en échec
sont supprimées. Le logiciel est l’extension de WordPress. Personne d’autre n’a accès au site. Désormais nous passons par une plateforme.`,
  ru: `Рассылка ушла 23 ноября 2026 года, отправлено 412 писем. Адреса собраны через форму заказа в магазине с марта 2025 года. Ни один адрес не куплен и не арендован. Каждый поставил галочку и подтвердил
согласие, три записи приложены. Пишем раз в месяц. Отписаться можно по ссылке, сразу. Недоставленные адреса удаляем. Отправляли плагином. Доступа у посторонних нет, пароль сменили.
Впредь будем писать через платформу.`,
};

describe('an answer that grasps nothing', () => {
  it.each(Object.entries(HELPLESS))('does not suffice, and says what is open (%s)', (_language, text) => {
    const { questions, objections, sufficient } = readAnswer(text, HOW);
    const open = questions.filter(({ mark }) => mark !== 'answered').map(({ question }) => question);
    expect(sufficient).toBe(false);
    expect(open).toEqual(expect.arrayContaining(['origin', 'sharing', 'consent', 'contact', 'bounces', 'tool', 'access', 'measures']));
    expect(objections.map(({ objection }) => objection)).toEqual(['prospects', 'gift', 'old_contacts', 'blames_others', 'nothing_to_add']);
  });

  it('is shown by its own words', () => {
    const { objections } = readAnswer(HELPLESS.en, HOW);
    for (const { passage } of objections) expect(HELPLESS.en.replace(/\s+/g, ' ')).toContain(passage.replace(/\s+/g, ' '));
  });
});

/** Half an answer: whose the addresses are and how old, without where each came from. */
const HALF = {
  en: 'We have existed for 13 years. These are clients and prospects. There was a gift. Everybody can unsubscribe. Nothing to add.',
  fr: 'Nous existons depuis 13 ans. Ce sont des clients et des prospects. Il y avait un cadeau. Chacun peut se désinscrire. Rien à ajouter.',
  ru: 'Мы работаем 13 лет. Это клиенты и потенциальные клиенты. Был подарок. Каждый может отписаться. Добавить нечего.',
};

describe('half an answer', () => {
  it.each(Object.entries(HALF))('touches the origin of the addresses, and tells more against it than that people can leave (%s)', (_language, text) => {
    const { questions, objections } = readAnswer(text, HOW);
    expect(questions.filter(({ mark }) => mark !== 'open')).toMatchObject([
      { question: 'origin', mark: 'unclear' },
      { question: 'unsubscribe', mark: 'unclear' },
    ]);
    expect(objections.map(({ objection }) => objection)).toEqual(['prospects', 'gift', 'nothing_to_add']);
  });

  it.each([
    ['en', 'We never write to prospects, and there was no gift.'],
    ['fr', 'Nous n’écrivons jamais à des prospects, et il n’y avait pas de cadeau.'],
    ['ru', 'Потенциальным клиентам мы не пишем, никаких подарков не было.'],
  ])('is not held against whoever denies it (%s)', (_language, text) => {
    expect(readAnswer(text, HOW).objections).toEqual([]);
  });

  it.each([
    ['en', 'Everybody can unsubscribe by the link below each mailing.'],
    ['fr', 'Chacun peut se désinscrire par le lien en bas de chaque envoi.'],
    ['ru', 'Каждый может отписаться по ссылке внизу рассылки.'],
  ])('that only says that people can leave is told so (%s)', (_language, text) => {
    expect(readAnswer(text, HOW).objections.map(({ objection }) => objection)).toEqual(['only_unsubscribe']);
  });
});

describe('an answer to every question', () => {
  it.each(Object.entries(GOOD))('suffices as far as words can tell (%s)', (_language, text) => {
    const { questions, objections, sufficient } = readAnswer(text, HOW);
    expect(questions.filter(({ mark }) => mark !== 'answered')).toEqual([]);
    expect(objections).toEqual([]);
    expect(sufficient).toBe(true);
  });

  it.each(['bought from a partner in 2024', 'rented addresses'])('fails by what was not asked for: %s', (words) => {
    const { objections, sufficient } = readAnswer(`${GOOD.en} Some others were ${words}.`, HOW);
    expect(objections).toMatchObject([{ objection: 'bought' }]);
    expect(sufficient).toBe(false);
  });

  it.each([
    ['fr', 'Nous avons acheté une partie de la liste.'],
    ['ru', 'Некоторые адреса куплены у партнёра.'],
  ] as const)('fails by it in every language (%s)', (language, words) => {
    expect(readAnswer(`${GOOD[language]} ${words}`, HOW).objections).toMatchObject([{ objection: 'bought', passage: words }]);
  });

  it('may go to prospects, or to people who were given something, where it shows how they agreed', () => {
    expect(readAnswer(`${GOOD.en} Some are prospects who were given a gift.`, HOW).objections).toEqual([]);
  });

  it('counts what is enclosed as the record of consent', () => {
    const text = GOOD.en.replace('; three records are attached', '');
    const mark = (files: boolean) => readAnswer(text, { ...HOW, files }).questions.find(({ question }) => question === 'consent')?.mark;
    expect([mark(false), mark(true)]).toEqual(['unclear', 'answered']);
  });
});

/** Hopeless answers that deny what they were asked for. */
const DENIED = {
  en: `Addresses: clients who ordered in the shop, collected since 2012. We have no consent and no proof recorded. The last letter was eight years ago. We bought the list, not stolen it. We changed the
password.`,
  fr: `Adresses : clients collectés par formulaire depuis 2012. Nous n’avons pas acheté d’adresses. Le consentement n’est pas enregistré. Dernier envoi il y a 8 ans. Nous avons changé le mot de passe.`,
  ru: `Адреса собраны в магазине с 2010 года, клиентам. Базу мы купили, но не у мошенников. Согласие не записано. Последний раз писали 10 лет назад. Пароль сменили.`,
};

describe('an answer that denies what was asked for', () => {
  it.each([
    ['en', ['bought', 'old_contacts']],
    ['fr', ['old_contacts']],
    ['ru', ['bought', 'old_contacts']],
  ] as const)('does not suffice (%s)', (language, expected) => {
    const { questions, objections, sufficient } = readAnswer(DENIED[language], HOW);
    expect(questions.find(({ question }) => question === 'consent')?.mark).toBe('unclear');
    expect(objections.map(({ objection }) => objection)).toEqual(expected);
    expect(sufficient).toBe(false);
  });

  it.each([
    ['consent', 'Each person ticked a box; a screenshot of the log is not attached.'],
    ['consent', 'Aucun enregistrement du consentement n’est joint.'],
    ['consent', 'Записей о согласии нет, приложить нечего.'],
    ['unsubscribe', 'There is no unsubscribe link.'],
    ['unsubscribe', 'La désinscription par un lien n’existe pas.'],
    ['unsubscribe', 'Отписаться по ссылке нельзя, ссылки нет, кнопки нет.'],
    ['bounces', 'Addresses that bounce are not removed.'],
    ['bounces', 'Les adresses en échec ne sont pas supprimées.'],
    ['bounces', 'Недоставленные адреса не удаляем.'],
    ['measures', 'We have not changed anything, and nothing was removed.'],
    ['measures', 'Nous n’avons rien changé.'],
    ['measures', 'Пароль мы не сменили, ничего не обновили.'],
  ])('leaves %s open: %s', (wanted, text) => {
    expect(readAnswer(text, HOW).questions.find(({ question }) => question === wanted)?.mark).not.toBe('answered');
  });

  it.each([
    'We will no longer write to old contacts.',
    'Désormais nous n’enverrons plus de lettres à ces adresses.',
    'Впредь мы не будем писать этим адресам.',
    'Everybody is removed without delay.',
  ])('may promise to leave something off: %s', (text) => {
    expect(readAnswer(text, HOW).questions.find(({ question }) => question === 'measures')?.mark).toBe('answered');
  });
});

describe('addresses that were bought', () => {
  it.each([
    'We rented the list, not bought.',
    'We bought it not long ago.',
    'Nous avons acheté le fichier, ce n’est pas interdit.',
    'Базу мы купили, но не у мошенников.',
  ])('are seen beside a denial of something else: %s', (text) => {
    expect(readAnswer(text, HOW).objections).toMatchObject([{ objection: 'bought' }]);
  });

  it.each([
    'None were bought, rented or exchanged.',
    'Bought or rented addresses: none.',
    'Have addresses been bought or rented?',
    'We bought none.',
    'Adresses achetées ou louées : non.',
    'Nos adresses n’ont été ni achetées, ni louées, ni échangées.',
    'Nos acheteurs se sont inscrits.',
    'Адреса не куплены, не арендованы.',
    'Купленных адресов у нас нет.',
    'Куплены или арендованы: нет.',
  ])('are not seen where they are denied: %s', (text) => {
    expect(readAnswer(text, HOW).objections.filter(({ objection }) => objection === 'bought')).toEqual([]);
  });
});

describe('old contacts', () => {
  it.each([
    'The addresses are of clients, collected since 2012.',
    'Clients of thirteen years.',
    'The last mailing was in 2019.',
    'Les contacts datent d’une dizaine d’années.',
    'Nos clients, depuis le 1er mars 2015.',
    'Le dernier envoi était en 2019.',
    'Dernier envoi il y a huit ans.',
    'Адреса клиентов собраны с марта 2010 года.',
    'База собиралась тринадцать лет.',
    'Последний раз писали в 2018 году.',
  ])('are seen: %s', (text) => {
    expect(readAnswer(text, HOW).objections).toMatchObject([{ objection: 'old_contacts' }]);
  });

  it.each([
    'The addresses were collected since March 2025.',
    'We write every month since 2012, the last letter was on 20 October 2026.',
    'Nos clients depuis deux ans.',
    'Последний раз писали в 2026 году.',
  ])('are not seen: %s', (text) => {
    expect(readAnswer(text, HOW).objections.filter(({ objection }) => objection === 'old_contacts')).toEqual([]);
  });
});

describe('an answer that says how people got on the list and off it', () => {
  const TEXT = 'Certains s’inscrivent pour un cadeau puis disent n’importe quoi pour sortir. Le dernier envoi était en 2019.';

  it('is held against it, whatever “n’importe” looks like', () => {
    expect(readAnswer(TEXT, HOW).objections.map(({ objection }) => objection)).toEqual(['gift', 'old_contacts', 'blames_others']);
  });

  it('names the mailing only with its day and a number', () => {
    const markOf = (text: string) => readAnswer(text, HOW).questions[0];
    expect(markOf(TEXT)).toMatchObject({ question: 'mailing', mark: 'unclear' });
    expect(markOf('The newsletter was sent on 23 November 2026 at 9:00.')).toMatchObject({ mark: 'unclear' });
    expect(markOf('The newsletter was sent on 23 November 2026 to 412 people.')).toMatchObject({ mark: 'answered' });
  });
});

it('reads whatever is written, in bounded time, and every passage stands in it', () => {
  const piece = fc.constantFrom(...Object.values(HELPLESS), ...Object.values(GOOD)).chain((text) => fc.nat(text.length).map((to) => text.slice(0, to)));
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ unit: 'binary' })), { maxLength: 6 }), (parts) => {
      const text = parts.join('\n');
      const { questions, objections } = readAnswer(text, HOW);
      expect(questions.map(({ question }) => question)).toEqual([...ANSWER_QUESTIONS]);
      for (const { passage } of [...questions, ...objections]) expect(text).toContain(passage);
    }),
  );
});
