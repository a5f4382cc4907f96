import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { count, domain, emails, epoch, flag, isWebPage, limit, name, neededCount, readJson, refused, shaped, words } from './answers.ts';

describe('what panels write', () => {
  it('knows yes and no in their spellings, and nothing else', () => {
    expect([1, '1', true, 'yes', 'ON', 'true', 'y'].map(flag)).toEqual(Array(7).fill(true));
    expect([0, '0', false, 'no', 'OFF', 'false', 'n'].map(flag)).toEqual(Array(7).fill(false));
    expect([null, undefined, '', 2, '*unknown*', {}, []].map(flag)).toEqual(Array(7).fill(null));
  });

  it('counts whole numbers from 0 on, and takes nothing else for 0', () => {
    expect([0, 7, '7', ' 12 ', '3.00'].map(count)).toEqual([0, 7, 7, 12, 3]);
    expect([-1, 1.5, '', ' ', '1e3', '0x1', 'unlimited', null, undefined, Number.NaN, Infinity, 2 ** 60, '5/5'].map(count)).toEqual(Array(13).fill(null));
    expect(() => neededCount('listaccts', 'uid', '*unknown*')).toThrow('panel_unreadable');
  });

  it('tells no limit from a limit that is not known', () => {
    expect([5, '5', 'unlimited', 'Unlimited', -1, '-1', 0].map(limit)).toEqual([5, 5, 'unlimited', 'unlimited', 'unlimited', 'unlimited', 0]);
    expect(['*unknown*', '', null, undefined, 'none', 1.5].map(limit)).toEqual(Array(6).fill(null));
  });

  it('takes 0 for no time', () => {
    expect([1761955200, '1761955200', 0, '0', null, '', -5, 99_999_999_999_999].map(epoch)).toEqual([
      1761955200_000,
      1761955200_000,
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  it('has no name that prints differently from what it is', () => {
    expect([' alphausr ', 12, 'a\u202Eb', 'a\nb', 'x'.repeat(256), null, {}].map(name)).toEqual(['alphausr', '12', '', '', '', '', '']);
    expect(domain('Alpha.Example.')).toBe('alpha.example');
  });

  it('finds every address of a field once', () => {
    expect(emails('a@x.example, b@y.example;a@x.example  <c@z.example>')).toEqual(['a@x.example', 'b@y.example', 'c@z.example']);
    expect([emails('*unknown*'), emails(null), emails(`${'a'.repeat(300)}@x.example`)]).toEqual([[], [], []]);
  });

  it('keeps words and drops markup', () => {
    expect(words('<p>Overdue &amp; <b>suspended</b><script>alert(1)</script></p>\r\nsoon')).toBe('Overdue & suspended soon');
    expect(words('less < more > less')).toBe('less < more > less');
    expect([words(null), words(5), words('x'.repeat(600)).length]).toEqual(['', '5', 500]);
  });

  it('says no without the address of who asked', () => {
    const said = 'Access from 192.0.2.17 is denied (2001:db8::7) at 14:03:22, version 6.94.1';
    expect(refused('listaccts', said).params).toEqual({ call: 'listaccts', reason: 'Access from … is denied (…) at 14:03:22, version 6.94.1' });
  });

  it('shows no tag, whatever was sent', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        expect(words(`${before}<b onclick="x">&lt;b onclick="x"&gt;${after}`)).not.toMatch(/<b onclick/);
      }),
    );
  });
});

describe('what an answer is', () => {
  const answer = (text: string, status = 200) => ({ status, headers: {}, text });

  it('knows pages for people', () => {
    expect(['<!DOCTYPE html><html>', ' \n<html lang="en">', '<!-- x --><HTML>', '<head><title>'].map(isWebPage)).toEqual(Array(4).fill(true));
    expect(['<?xml version="1.0"?><packet/>', '<doc/>', '{"a":"<html>"}', ''].map(isWebPage)).toEqual(Array(4).fill(false));
  });

  it('reads JSON whatever it says it is, and quotes nothing of what is none', () => {
    expect(readJson('x', answer(' {"a":1} '))).toEqual({ a: 1 });
    expect(() => readJson('x', answer('<!DOCTYPE html>'))).toThrow('panel_not_an_api');
    for (const text of ['', '{"secret": "abc', 'Access denied']) {
      const error = thrownBy(() => readJson('x', answer(text)));
      expect(error).toMatchObject({ code: 'panel_unreadable', params: { call: 'x' } });
      expect(String(error instanceof Error ? error.cause : '')).not.toMatch(/secret|Access/);
    }
  });

  it('names the call and the place, not the value, where a shape is another one', () => {
    const error = thrownBy(() => shaped('listaccts', z.object({ acct: z.array(z.object({ user: z.string() })) }), { acct: [{ user: { key: 'hidden' } }] }));
    expect(error).toMatchObject({ code: 'panel_unreadable', params: { call: 'listaccts' }, cause: { message: 'listaccts: acct.0.user invalid_type' } });
  });
});

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('Nothing was thrown');
}
