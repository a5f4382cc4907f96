import { expect, it } from 'vitest';
import { mayName } from './other-names.rules.ts';

const PEOPLE = { others: ['Jean Dupont', 'Café Lilas', 'Пекарня Заря', 'Boulangerie Martin', 'Form Studio'], own: ['Boulangerie du Port', 'Анна Иванова'] };

it.each([
  ['A list taken over from Dupont.', true],
  ['The form of Cafe L. was open', true],
  ['Письма шли из-за Пекарни у вокзала', true],
  ['The form of Boulangerie du Port', false],
  ['Пароль Анны Ивановой был украден', false],
  ['A form without a code, and a list that was bought', false],
  ['', false],
])('%s', (text, names) => expect(mayName(text, PEOPLE)).toBe(names));
