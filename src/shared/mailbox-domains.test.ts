import { expect, it } from 'vitest';
import { looksMistyped } from './mailbox-domains.ts';

it.each(['gmial.com', 'gmai.com', 'gmaill.com', 'gmail.con', 'hotmail.con', 'hotmial.fr', 'outlok.com', 'yahooo.com', 'wanado.fr', 'orange.fe', 'ramber.ru'])(
  'takes %s for mistyped',
  (domain) => expect(looksMistyped(domain)).toBe(true),
);

it.each(['gmail.com', 'mail.com', 'ymail.com', 'hotmail.be', 'hotmail.gr', 'outlook.de', 'yahoo.ca', 'free.fr', 'love.com', 'yandex.by', 'orange.example', ''])(
  'leaves %s alone',
  (domain) => expect(looksMistyped(domain)).toBe(false),
);
