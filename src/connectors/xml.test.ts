import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../shared/app-error.ts';
import { readXml } from './xml.ts';

const read = (text: string, lists: readonly string[] = []): unknown => readXml('webspace/get', { status: 200, headers: {}, text }, new Set(lists));

function codeOf(text: string): string {
  try {
    read(text);
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
  return 'read';
}

/** Ten entities, each ten times the one before: ten thousand million characters if anybody unfolds them. */
const LAUGHS = [
  '<?xml version="1.0"?>',
  '<!DOCTYPE packet [',
  '<!ENTITY l0 "ha">',
  ...Array.from({ length: 10 }, (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`),
  ']>',
  '<packet><name>&l10;</name></packet>',
].join('\n');

describe('XML of a panel', () => {
  it('keeps every value as text, so that numbers lose nothing', () => {
    expect(read('<p><id>007</id><size>1e3</size><big>90071992547409931</big><on>true</on></p>')).toEqual({
      p: { id: '007', size: '1e3', big: '90071992547409931', on: 'true' },
    });
  });

  it('makes a list of what is named as one, be it once or often there, and leaves an empty element empty', () => {
    expect(read('<get><result>1</result></get>', ['result'])).toEqual({ get: { result: ['1'] } });
    expect(read('<get><result>1</result><result>2</result></get>', ['result'])).toEqual({ get: { result: ['1', '2'] } });
    expect(read('<packet><get/></packet>', ['result'])).toEqual({ packet: { get: '' } });
  });

  it('undoes entities once, and none in literal text', () => {
    expect(read('<p><a>caf&#233; &#x20AC; &amp;lt; &apos;x&apos; &unknown;</a><b><![CDATA[<!DOCTYPE a> &amp;]]></b></p>')).toEqual({
      p: { a: "café € &lt; 'x' &unknown;", b: '<!DOCTYPE a> &amp;' },
    });
  });

  it('unfolds no entities of the answer: a declaration is refused before anything is read', () => {
    const begun = performance.now();
    expect(codeOf(LAUGHS)).toBe('panel_unreadable');
    expect(performance.now() - begun).toBeLessThan(1000);
  });

  it.each([
    ['a file of this computer', '<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]><p><a>&x;</a></p>'],
    ['an address', '<!DOCTYPE p [<!ENTITY x SYSTEM "http://192.0.2.1/x">]><p><a>&x;</a></p>'],
    ['a parameter entity', '<!DOCTYPE p [<!ENTITY % x SYSTEM "http://192.0.2.1/x"> %x;]><p/>'],
    ['an outside subset', '<!DOCTYPE p SYSTEM "http://192.0.2.1/x.dtd"><p/>'],
    ['small letters', '<!doctype p [<!entity x "y">]><p>&x;</p>'],
    ['one behind a comment that looks like literal text', '<!-- <![CDATA[ --><!DOCTYPE p [<!ENTITY x "y">]><p>&x;</p><!-- ]]> -->'],
  ])('reads no %s', (_, text) => {
    expect(codeOf(text)).toBe('panel_unreadable');
  });

  it('takes a cut answer for unreadable, not for a shorter list', () => {
    const whole = '<packet><get><result><id>1</id></result><result><id>2</id></result></get></packet>';
    for (let end = 0; end < whole.length; end += 1) expect(codeOf(whole.slice(0, end))).toBe('panel_unreadable');
    expect(codeOf(whole)).toBe('read');
  });

  it('knows a page for people', () => {
    expect(codeOf('<!DOCTYPE html>\n<html><body>Login</body></html>')).toBe('panel_not_an_api');
    expect(codeOf('<html><head></head></html>')).toBe('panel_not_an_api');
  });

  it.each([
    ['nested without end', '<a>'.repeat(5000) + '</a>'.repeat(5000)],
    ['named to change what objects are', '<p><__proto__><x>1</x></__proto__></p>'],
    ['words', 'Service Unavailable'],
    ['nothing', ''],
  ])('refuses what is %s', (_, text) => {
    expect(codeOf(text)).toBe('panel_unreadable');
  });

  it.each(['<!--', '<![CDATA[', '<a', '&#', '<p>&'])('is not kept busy by %s without end', (part) => {
    const begun = performance.now();
    expect(codeOf(`<p>${part.repeat(200_000)}`)).toBe('panel_unreadable');
    expect(performance.now() - begun).toBeLessThan(2000);
  });

  it('ends with a value or a named error whatever comes', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 200, unit: fc.constantFrom('<', '>', '/', 'a', 'b', '&', ';', '!', '[', ']', '-', '"', ' ', '?', '#', '1') }),
        (text) => {
          expect(['read', 'panel_unreadable', 'panel_not_an_api']).toContain(codeOf(text));
        },
      ),
    );
  });
});
