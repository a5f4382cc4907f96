import { expect, it } from 'vitest';
import { authorOf } from './settings.rules.ts';

const sender = { resellerName: 'Atelier', fromName: '', fromAddress: '', supportAddress: '', bounceAddress: '' };

it.each([
  ['his own name', { author: 'Anna', sender }, 'Anna'],
  ['the name his mails carry', { author: ' ', sender: { ...sender, fromName: 'Anna, Atelier' } }, 'Anna, Atelier'],
  ['the name of his company', { author: '', sender }, 'Atelier'],
  ['no name while there is none', { author: '', sender: { ...sender, resellerName: '' } }, ''],
])('knows who works here by %s', (_by, settings, name) => {
  expect(authorOf(settings)).toBe(name);
});
