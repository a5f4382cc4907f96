import { expect, it } from 'vitest';
import en from '../../../locales/en/clients.json' with { type: 'json' };
import fr from '../../../locales/fr/clients.json' with { type: 'json' };
import ru from '../../../locales/ru/clients.json' with { type: 'json' };
import { saidWith } from './timeline.rules.ts';

it('knows what was said with an event', () => {
  expect(saidWith({ event: 'hold_begun', params: { until: '', reason: 'They move', author: 'Anna' } })).toBe('They move');
  expect(saidWith({ event: 'notice_failed', params: { to: 'a@a.example', reply: '550 no such user' } })).toBe('550 no such user');
});

it('says nothing where nothing was said', () => {
  expect(saidWith({ event: 'hold_begun', params: { until: '', reason: '', author: '' } })).toBe('');
  expect(saidWith({ event: 'reminder_failed', params: { to: 'a@a.example', reply: '' } })).toBe('');
  expect(saidWith({ event: 'bounced', params: { address: 'a@a.example', reply: '550 no such user' } })).toBe('');
});

it.each([
  ['en', en],
  ['fr', fr],
  ['ru', ru],
])('has no sentence that ends with what may be empty, in %s', (_language, { event }) => {
  // A state and a role are one of a closed list of words each, and no letter of a case is written without a subject: never nothing.
  for (const sentence of Object.values(event)) expect(sentence).not.toMatch(/:\s*(\{\{(?!(?:state|role|subject)\}\})\w+\}\})?$/);
});
