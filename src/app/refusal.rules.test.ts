import { expect, it } from 'vitest';
import { z } from 'zod';
import { refusedBy, unknownField } from './refusal.rules.ts';

it.each([
  [{ a: 1 }, { a: 1 }, undefined],
  [{ a: 1, b: undefined }, { a: 1 }, undefined],
  [{ a: 1 }, { a: 1, b: 'given by default' }, undefined],
  [{ a: 1, b: null }, { a: 1 }, 'b'],
  [{ a: { b: [{ c: 1 }, { c: 1, d: 2 }] } }, { a: { b: [{ c: 1 }, { c: 1 }] } }, 'a.b.1.d'],
  [JSON.parse('{"__proto__": 1}'), {}, '__proto__'],
  [undefined, undefined, undefined],
  ['text', 'text', undefined],
])('of %j, of which %j was taken, %s was not', (given, taken, field) => {
  expect(unknownField(given, taken)).toBe(field);
});

const Source = z.union([z.object({ text: z.string() }), z.object({ fileRef: z.uuid() })]);
const Subject = z.discriminatedUnion('kind', [z.object({ kind: z.literal('ip') }), z.object({ kind: z.literal('pack') })]);
const Input = z.object({ source: Source, subject: Subject.optional(), states: z.array(z.enum(['open', 'closed'])).nullable() });

it.each([
  ['an enum', { source: { text: '' }, states: ['open', 'shut'] }, { path: 'states.1', values: 'open, closed' }],
  ['a kind of thing', { source: { text: '' }, subject: { kind: 'host' }, states: null }, { path: 'subject.kind', values: 'ip, pack' }],
  ['the nearest of several forms', { source: { fileRef: 'x' }, states: null }, { path: 'source.fileRef' }],
  ['something that is left out', { source: { text: '' } }, { path: 'states' }],
])('the refusal of %s names its place, and what may be chosen', (_what, input, refused) => {
  expect(refusedBy(Input.safeParse(input).error?.issues)).toEqual(refused);
});

it('a refusal that names nothing says nothing', () => {
  expect(refusedBy(undefined)).toEqual({});
  expect(refusedBy([])).toEqual({});
});
