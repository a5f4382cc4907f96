import { describe, expect, test } from 'vitest';
import type { Language } from '../../../shared/language.ts';
import { foreignFigures } from './figures.rules.ts';
import { glossaryIn } from './glossary.rules.ts';
import { hintsFor } from './hints.rules.ts';
import { readabilityOf, syllablesIn } from './readability.rules.ts';
import { accusationIn, datedAdviceIn, threatIn } from './wording.rules.ts';

function codes(language: Language, text: string, vouched: readonly string[] = []): string[] {
  const scope = { kind: 'notice' as const, language, vouched: new Set(vouched) };
  return hintsFor(scope, 'limits', { title: '', blocks: [{ type: 'paragraph', text }] }).map(({ code }) => code);
}

describe('readability', () => {
  test('counts syllables as they are spoken', () => {
    expect(['mail', 'message', 'hosting', 'unsubscribe', 'the', 'addresses', 'limited', 'table'].map((word) => syllablesIn(word, 'en'))).toEqual([
      1, 2, 2, 3, 1, 3, 3, 2,
    ]);
    expect(['courriel', 'hébergeur', 'règle', 'messages', 'le', 'adresse'].map((word) => syllablesIn(word, 'fr'))).toEqual([2, 3, 1, 2, 1, 2]);
    expect(['рассылка', 'хостер', 'в', 'подтверждение', 'чёрный'].map((word) => syllablesIn(word, 'ru'))).toEqual([3, 2, 1, 5, 2]);
  });

  test('is Flesch for English: the vector of one sentence', () => {
    // 6 words, 6 syllables: 206.835 - 1.015 * 6 - 84.6 * 1 = 116.1, which is more than easy.
    expect(readabilityOf(['The cat sat on the mat.'], 'en')).toBe(100);
    // 4 words, 15 syllables by the counter.
    const words = ['Administrative', 'deliverability', 'considerations', 'notwithstanding'];
    const syllables = words.reduce((sum, word) => sum + syllablesIn(word, 'en'), 0);
    expect(206.835 - 1.015 * 4 - 84.6 * (syllables / 4)).toBeLessThan(0);
    expect(readabilityOf([`${words.join(' ')}.`], 'en')).toBe(0);
  });

  test('is Kandel and Moles for French, and Oborneva for Russian', () => {
    // 5 words, 7 syllables.
    expect(readabilityOf(['Envoyez peu de messages ici.'], 'fr')).toBe(Math.round(207 - 1.015 * 5 - 73.6 * (8 / 5)));
    // 4 words, 11 syllables.
    expect(readabilityOf(['Хостер ограничивает массовые рассылки.'], 'ru')).toBe(Math.max(0, Math.round(206.835 - 1.3 * 4 - 60.1 * (16 / 4))));
  });

  test('puts plain above learned in every language, and says nothing of nothing', () => {
    const plain = { en: ['Send few mails. Keep a list.'], fr: ['Envoyez peu. Gardez la liste.'], ru: ['Пишите мало. Храните базу.'] };
    const learned = {
      en: ['Organisational considerations notwithstanding, administrative deliverability preoccupations necessitate reconsideration.'],
      fr: ['Indépendamment des considérations organisationnelles, la délivrabilité nécessite une réglementation institutionnelle.'],
      ru: ['Организационно-административные обстоятельства обусловливают необходимость систематического совершенствования.'],
    };
    for (const language of ['en', 'fr', 'ru'] as const) {
      expect(readabilityOf(plain[language], language)).toBeGreaterThan(readabilityOf(learned[language], language) + 40);
      expect(readabilityOf([], language)).toBe(100);
    }
  });
});

describe('the glossary', () => {
  test.each([
    ['en', 'Do not send mail blasts.', 'mass mailing'],
    ['en', 'The hoster decides.', 'host'],
    ['fr', 'Le shared hosting ne convient pas.', 'hébergement mutualisé'],
    ['fr', 'Les failures sont comptées.', 'échec'],
    ['fr', 'Votre adresse est dans une blacklist.', 'liste noire'],
    ['fr', 'Chaque bounce compte.', 'rebond'],
    ['ru', 'Массмейлинг запрещён.', 'массовая рассылка'],
    ['ru', 'Адрес попал в блэклист.', 'чёрный список'],
    ['ru', 'Напишите, если Вам нужен лимит.', 'вам'],
  ] as const)('%s: %s', (language, sentence, term) => {
    expect(glossaryIn(sentence, language)?.term).toBe(term);
  });

  test.each([
    ['en', 'The host decides; hosting is shared.'],
    ['en', 'Mass mailing is forbidden, and so is spam.'],
    ['fr', 'Un rebond permanent (hard bounce) se retire.'],
    ['fr', 'L’envoi en masse (mass-mailing) est interdit.'],
    ['fr', 'Le blacklistage touche tout le monde.'],
    ['ru', 'Вы получили это письмо. Вам ответят.'],
    ['ru', 'Действует грейлистинг.'],
    ['ru', 'Реселлер отвечает на вопросы.'],
  ] as const)('leaves good words alone: %s: %s', (language, sentence) => {
    expect(glossaryIn(sentence, language)).toBeNull();
  });
});

describe('tone', () => {
  test.each([
    ['en', 'Breaches will be severely punished.'],
    ['en', 'This is your last warning.'],
    ['fr', 'Respectez ces règles sous peine de poursuites judiciaires.'],
    ['fr', 'C’est un dernier avertissement.'],
    ['ru', 'Это последнее предупреждение.'],
    ['ru', 'Нарушения строго наказываются, виновных накажут.'],
  ] as const)('a threat: %s: %s', (language, sentence) => {
    expect(threatIn(sentence, language)).not.toBeNull();
  });

  test.each([
    ['en', 'The host may stop the account without notice.'],
    ['fr', 'L’hébergeur peut suspendre le compte sans préavis.'],
    ['ru', 'Хостер может заблокировать аккаунт без предупреждения.'],
    ['ru', 'Спам — это письмо, о котором не просили.'],
  ] as const)('a fact is no threat: %s: %s', (language, sentence) => {
    expect(threatIn(sentence, language)).toBeNull();
  });

  test.each([
    ['en', 'You sent spam on Monday.'],
    ['en', 'You have violated the rules.'],
    ['fr', 'Vous avez enfreint les règles.'],
    ['fr', 'Vous êtes un spammeur.'],
    ['ru', 'Вы рассылали спам.'],
    ['ru', 'Это произошло по вашей вине.'],
  ] as const)('an accusation: %s: %s', (language, sentence) => {
    expect(accusationIn(sentence, language)).not.toBeNull();
  });

  test.each([
    ['en', 'If you sent spam, stop now.'],
    ['en', '1,240 messages left your account between 14:00 and 15:00.'],
    ['fr', 'Avez-vous envoyé ces messages ?'],
    ['fr', 'Dites-nous si vous avez enfreint une règle.'],
    ['ru', 'Если вы нарушили правила по ошибке, сообщите.'],
    ['ru', 'С вашего сайта ушло 1240 писем.'],
  ] as const)('a question or a fact is no accusation: %s: %s', (language, sentence) => {
    expect(accusationIn(sentence, language)).toBeNull();
  });
});

describe('dated advice', () => {
  test.each([
    ['en', 'Declare your list to the CNIL.', 'cnil'],
    ['en', 'You may use smtp.orange.fr instead.', 'isp_smtp'],
    ['en', 'Set up Sender ID and DomainKeys.', 'old_techniques'],
    ['en', 'The GDPR requires explicit consent to receive any e-mail.', 'consent_always'],
    ['en', 'Ask everybody on the list again for permission.', 'ask_everybody'],
    ['en', '80% of all mail is spam.', 'spam_share'],
    ['en', 'Your address will automatically be blacklisted.', 'automatic_listing'],
    ['fr', 'Déclarez votre fichier à la CNIL.', 'cnil'],
    ['fr', 'Utilisez le SMTP de votre fournisseur d’accès.', 'isp_smtp'],
    ['fr', 'Le RGPD exige un consentement explicite pour recevoir des e-mails.', 'consent_always'],
    ['fr', 'Redemandez à tous vos abonnés de confirmer.', 'ask_everybody'],
    ['fr', '80 % des messages sont du spam.', 'spam_share'],
    ['fr', 'L’adresse est automatiquement blacklistée.', 'automatic_listing'],
    ['ru', 'Задекларируйте базу в CNIL.', 'cnil'],
    ['ru', 'Отправляйте через SMTP вашего провайдера.', 'isp_smtp'],
    ['ru', 'GDPR требует явного согласия на получение любых писем.', 'consent_always'],
    ['ru', 'Разошлите всем подписчикам просьбу подтвердить согласие.', 'ask_everybody'],
    ['ru', '80 % писем — это спам.', 'spam_share'],
    ['ru', 'IP-адрес автоматически попадает в чёрный список.', 'automatic_listing'],
  ] as const)('%s: %s', (language, sentence, advice) => {
    expect(datedAdviceIn(sentence, language)?.advice).toBe(advice);
  });

  test.each([
    ['en', 'Do not ask everybody on the list again for permission.'],
    ['en', 'Sign with DKIM (DomainKeys Identified Mail).'],
    ['en', 'Keep a record of processing (GDPR, art. 30).'],
    ['fr', 'N’écrivez pas à toute votre liste pour confirmer.'],
    ['fr', 'Entre professionnels, la CNIL admet l’information préalable.'],
    ['fr', 'Au Maroc, déclarez le fichier à la CNDP.'],
    ['ru', 'Не отправляйте всей базе просьбу подтвердить согласие.'],
    ['ru', 'IP-адрес может попасть в чёрный список.'],
  ] as const)('what holds today is left alone: %s: %s', (language, sentence) => {
    expect(datedAdviceIn(sentence, language)).toBeNull();
  });
});

describe('figures', () => {
  test('only those count that nobody vouches for, however they are written', () => {
    const vouched = new Set(['10', '1000']);
    expect(foreignFigures('At most 10 recipients and 1,000 messages.', vouched)).toEqual([]);
    expect(foreignFigures('1\u202f000 messages, mais 20 destinataires', vouched)).toEqual(['20']);
    expect(foreignFigures('Не более 1 000 писем и 300 получателей', vouched)).toEqual(['300']);
  });

  test('names of techniques, years, ordinals, links and merge fields are no figures', () => {
    expect(foreignFigures('3. SHA-256, port 25, порт\u00a025, RFC 8058, 24/7, since 2018, https://a.example/99, {{domains}}', new Set())).toEqual([]);
  });
});

describe('hints about a section', () => {
  test('name what is wrong with a sentence', () => {
    expect(codes('en', 'Send at most 77 messages.')).toEqual(['foreign_figure']);
    expect(codes('en', 'Send at most 77 messages.', ['77'])).toEqual([]);
    expect(codes('en', 'Dear {{client_name}}, dear {{deadline}}.')).toEqual(['unknown_field']);
    expect(codes('fr', 'Ne faites JAMAIS cela.')).toEqual(['capitals']);
    expect(codes('ru', 'НЕ ПИШИТЕ сюда.')).toEqual(['capitals']);
    expect(codes('fr', 'Configurez SPF, DKIM et DMARC chez OVH.')).toEqual([]);
  });

  test('a sentence is long by its words; an enumeration is read item by item', () => {
    const long = Array.from({ length: 41 }, () => 'word').join(' ');
    expect(codes('en', `${long}.`)).toContain('long_sentence');
    const items = Array.from({ length: 12 }, () => 'four words an item').join(', ');
    expect(codes('en', `The application contains: ${items}.`)).not.toContain('long_sentence');
  });

  test('a section of many hard words is hard to read', () => {
    const hard = 'Organisational considerations notwithstanding, administrative deliverability preoccupations necessitate reconsideration.';
    expect(codes('en', Array.from({ length: 6 }, () => hard).join(' '))).toContain('hard_to_read');
    expect(codes('en', hard)).not.toContain('hard_to_read');
  });
});
