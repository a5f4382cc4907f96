import { describe, expect, it } from 'vitest';
import { identityIn, reasonIn } from './who-why.rules.ts';

const ADDRESSES = [
  'Librairie des Lilas, 12 rue des Lilas, 75020 Paris',
  '12 bis, place de la République',
  'TechnoPark, 35000 Rennes Cedex 7, France',
  'Le Bourg – 24000 Périgueux',
  'Lot 12, Zone Industrielle, 20000 Casablanca',
  'ZA des Landes',
  'Via Roma 5, 00100 Roma',
  '1600 Pennsylvania Avenue NW, Washington, DC 20500',
  '21 West 4th St, New York',
  '1 Microsoft Way',
  '10 Downing Street, London SW1A 2AA',
  'P.O. Box 12, Nicosia',
  'BP 12, Rabat',
  'Книжный магазин «Сирень», ул. Садовая, 12, Тула',
  '191025, Санкт-Петербург, Невский пр., 28',
  'Адрес: 125009, Москва',
];
const NO_ADDRESSES = [
  'Save 50000 points',
  'Save 50000 Points today',
  'Save big, 50000 Points',
  'order 12345 now please',
  'Only for you: up to 50000 users',
  '10 offers in one way',
  '5 Ideas For The Place',
  '3 cours de yoga offerts',
  'un lot de 3 chemises pour 20 euros',
  'Résidence secondaire : 15 % de remise',
  'Оплатите заказ 123456, спасибо',
  'площадь 60 кв. м',
];

describe('who is behind a mail', () => {
  it.each(ADDRESSES)('is told by the postal address in “%s”', (line) => {
    expect(identityIn([line]).kind).toBe('address');
  });

  it.each(NO_ADDRESSES)('is not told by “%s”', (line) => {
    expect(identityIn([line]).kind).not.toBe('address');
  });

  it.each(['SIRET 123 456 789 00012', 'Les Lilas SARL', 'VAT No GB123456789', 'TVA : FR 12 345678901', 'ООО «Сирень», ИНН 7701234567'])(
    'is told by the company in “%s”',
    (line) => {
      expect(identityIn([line]).kind).toBe('company');
    },
  );

  it('is not told by words that only sound like it', () => {
    for (const line of ['Ice cream for everybody', 'You registered in our shop', 'Prix TVA incluse']) expect(identityIn([line]).kind).not.toBe('company');
    expect(identityIn(['Save 50000 points']).kind).toBe('unsure');
    expect(identityIn(['Bonjour à tous']).kind).toBe('none');
  });
});

const REASONS = [
  'Vous recevez cette lettre parce que vous êtes inscrite à la lettre de la librairie.',
  'Vous êtes client de la Librairie des Lilas.',
  'Ce message est envoyé aux abonnés de notre lettre.',
  'car votre adresse figure dans notre fichier de clients',
  'You are receiving this email because you subscribed.',
  'Because you ordered in our shop.',
  'You signed up for it on our site.',
  'Вы получили это письмо, потому что подписались на новости магазина.',
  'Вы подписаны на новости магазина.',
];
const NO_REASONS = [
  'Because your business matters',
  'Because you deserve it',
  'Vous êtes client ? Profitez-en !',
  'Vous avez commandé chez un autre ? Comparez !',
  'car votre satisfaction compte',
  'Suite à l’ouverture de notre magasin',
  'Потому что вы этого достойны',
];

describe('why a mail is sent', () => {
  it.each(REASONS)('stands in “%s”', (line) => {
    expect(reasonIn([line]).kind).toBe('reason');
  });

  it.each(NO_REASONS)('does not stand in “%s”', (line) => {
    expect(reasonIn([line]).kind).not.toBe('reason');
  });

  it('is for a person to tell where words only sound like it, and nowhere to be found without them', () => {
    expect(reasonIn(['Because your business matters'])).toEqual({ kind: 'unsure', line: 'Because your business matters' });
    expect(reasonIn(['Bonjour Anne,', 'Vingt pour cent sur tout.']).kind).toBe('none');
  });
});
