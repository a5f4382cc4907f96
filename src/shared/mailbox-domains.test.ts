import { expect, it } from 'vitest';
import { meantDomain } from './mailbox-domains.ts';

it.each([
  ['gmial.com', 'gmail.com'],
  ['gmai.com', 'gmail.com'],
  ['gmaill.com', 'gmail.com'],
  ['gmail.con', 'gmail.com'],
  ['hotmail.con', 'hotmail.com'],
  ['hotmial.fr', 'hotmail.fr'],
  ['outlok.com', 'outlook.com'],
  ['yahooo.com', 'yahoo.com'],
  ['wanado.fr', 'wanadoo.fr'],
  ['orange.fe', 'orange.fr'],
  ['ramber.ru', 'rambler.ru'],
])('takes %s for a mistyped %s', (domain, meant) => expect(meantDomain(domain)).toBe(meant));

it.each(['gmail.com', 'mail.com', 'ymail.com', 'hotmail.be', 'hotmail.gr', 'outlook.de', 'yahoo.ca', 'free.fr', 'love.com', 'yandex.by', 'orange.example', ''])(
  'leaves %s alone',
  (domain) => expect(meantDomain(domain)).toBeNull(),
);
