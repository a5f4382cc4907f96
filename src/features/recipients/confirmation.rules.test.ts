import { describe, expect, it } from 'vitest';
import { signsOf } from './confirmation.rules.ts';

const signsIn = (own: string) =>
  signsOf({
    sameAddress: true,
    nature: 'person',
    own,
    writtenAt: 2,
    lastMailAt: 1,
    from: 'claire.martin@gmail.com',
    authentication: 'mx.club.example; dmarc=pass header.from=gmail.com',
  });

describe('his own words', () => {
  it.each([
    ['refuses', 'This is spam, who are you?'],
    ['refuses', 'Stop.'],
    ['refuses', 'I don’t know you and I did not ask for this.'],
    ['refuses', 'Je n’ai rien demandé.'],
    ['refuses', 'C’est du spam, laissez-moi tranquille.'],
    ['refuses', 'Я этого не просил.'],
    ['refuses', 'Я вас не знаю, хватит.'],
    ['refuses', 'I want your messages to stop.'],
    ['unclear', 'Hello, Leo is ill tomorrow.'],
    ['unclear', 'Bonjour, Léo est malade demain.'],
    ['unclear', 'Здравствуйте, Лёва завтра болеет.'],
    ['unclear', 'You told them that I want your messages.'],
    ['unclear', 'Qui vous dit que je souhaite recevoir vos messages ?'],
    ['unclear', 'Вы решили, что я хочу получать ваши письма.'],
    ['unclear', 'I would like to know where you have my mail from.'],
    ['unclear', 'I want to receive your messages only if they are about my son.'],
    ['unclear', 'I want fewer messages.'],
    ['unclear', 'I like your messages.'],
  ])('are for a person to decide on where nothing says that he wants the messages (%s): %s', (sign, own) => {
    expect(signsIn(own)).toEqual([sign]);
  });

  it.each([
    'Please never stop sending me your mails!',
    'Ne cessez pas de m’écrire.',
    'Пожалуйста, не прекращайте присылать мне письма.',
    'I would like to receive your messages at this address.',
    'Je souhaite recevoir vos messages à cette adresse.',
    'Я хочу получать ваши письма на этот адрес.',
    'Bonjour Madame,\nje confirme que je souhaite continuer à recevoir vos\nmessages.\nClaire Martin',
    'Подтверждаю, что хочу и дальше получать ваши письма.',
    'Hello, I confirm that I want to receive your newsletter. It went to my spam folder.',
    'J’accepte de recevoir vos messages.',
  ])('confirm where he says so: %s', (own) => {
    expect(signsIn(own)).toEqual([]);
  });

  it.each([
    ['line ends', '\n'],
    ['spaces', ' '],
    ['both', ' \n'],
  ])(
    'are read in a bounded time, however many %s stand between them',
    (_what, sign) => {
      const begun = performance.now();
      expect(signsIn(`Hello.${sign.repeat(200_000)}I want to receive your messages.${sign.repeat(200_000)}X`)).toEqual([]);
      expect(performance.now() - begun).toBeLessThan(3000);
    },
    60_000,
  );
});
