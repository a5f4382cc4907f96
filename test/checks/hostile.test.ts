import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodemailerFormat } from '../../src/adapters/mail-format.ts';
import { lintMail, NOTHING_KNOWN } from '../../src/features/checks/index.ts';
import { mailboxesIn, sendingAddress, signatureOf, tagsIn, unsubscribeIn } from '../../src/features/checks/mail/header.rules.ts';
import { lookAtPage } from '../../src/features/checks/mail/page.rules.ts';
import { MAIL_RULES } from '../../src/shared/checks.ts';

const HEAD = 'From: A <a@shop.example>\r\nTo: b@reader.example\r\nSubject: x\r\nMIME-Version: 1.0\r\n';
/** Milliseconds a made-up mail may take, on a machine that is busy with other tests. */
const PATIENCE = 45_000;

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const check = async (eml: Uint8Array) => {
  const began = performance.now();
  const result = await lintMail({ mail: nodemailerFormat }, { name: 'x.eml', bytes: eml }, NOTHING_KNOWN);
  expect(performance.now() - began).toBeLessThan(PATIENCE);
  expect(new Set(result.findings.map(({ id }) => id)).size).toBe(MAIL_RULES.length);
  return result;
};
const outcome = (result: Awaited<ReturnType<typeof check>>, id: string) => result.findings.filter((finding) => finding.id === id).map(({ found }) => found);

describe('mails made to break the reader', { timeout: 120_000 }, () => {
  it('of 10,000 parts', async () => {
    const part = '--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Part</p>\r\n';
    const result = await check(bytesOf(`${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n${part.repeat(10_000)}--b--\r\n`));
    expect(outcome(result, 'H01')).toEqual(['H01.ok']);
  });

  it('of 50 megabytes, and no more than that', async () => {
    const head = bytesOf(`${HEAD}Content-Type: text/plain\r\n\r\n`);
    const large = new Uint8Array(50 * 1024 * 1024).fill(0x61);
    for (let at = 998; at < large.length; at += 1000) large.set([13, 10], at);
    large.set(head);
    expect((await check(large)).sizeBytes).toBe(large.length);
    const larger = new Uint8Array(large.length + 1);
    larger.set(large);
    await expect(check(larger)).rejects.toMatchObject({ code: 'file_too_large' });
  });

  it('of two megabytes of empty lines: what stands before and behind them is read', async () => {
    const { text } = await nodemailerFormat.read(bytesOf(`${HEAD}Content-Type: text/plain\r\n\r\nfirst${'\r\n'.repeat(950_000)}last\r\n`));
    expect(text.trim()).toMatch(/^first\s+last$/);
    const few = await nodemailerFormat.read(bytesOf(`${HEAD}\r\nfirst${'\r\n'.repeat(1000)}last`));
    expect(few.text.trim().split('\n')).toHaveLength(1001);
  });

  it('nested deeper than any reader goes: the headers are judged, the body is not', async () => {
    const depth = 400;
    const open = Array.from({ length: depth }, (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\n`).join('');
    const result = await check(bytesOf(`${HEAD}${open}Content-Type: text/plain\r\n\r\nx\r\n`));
    expect(result.bodyRead).toBe(false);
    expect(outcome(result, 'H01')).toEqual(['H01.ok']);
    expect(outcome(result, 'B01')).toEqual(['noBody']);
    expect(outcome(result, 'B06')).toEqual(['noBody']);
  });

  it('with headers of several megabytes: nothing is said about half of them', async () => {
    await expect(check(bytesOf(`${HEAD}X-Long: ${'a '.repeat(2_000_000)}\r\n\r\nBody\r\n`))).rejects.toMatchObject({ code: 'mail_unreadable' });
  });

  it('with 50,000 recipients, all of them counted, or 100,000 headers', async () => {
    const crowd = Array.from({ length: 50_000 }, (_, at) => `r${at}@reader.example`).join(', ');
    expect(outcome(await check(bytesOf(`From: a@shop.example\r\nSubject: x\r\nTo: ${crowd}\r\n\r\nx\r\n`)), 'H09')).toEqual(['H09.noLimit']);
    expect((await check(bytesOf(`From: a@shop.example\r\nSubject: x\r\nTo: ${crowd}\r\n\r\nx\r\n`))).recipients).toBe(50_000);
    expect(outcome(await check(bytesOf(`${HEAD}${'X-A: b\r\n'.repeat(100_000)}\r\nx\r\n`)), 'H01')).toEqual(['H01.ok']);
  });

  it.each([
    ['open tags', '<div>'.repeat(100_000)],
    ['angle brackets', '<'.repeat(500_000)],
    ['half a tag', `<a href="${'x'.repeat(500_000)}`],
    ['links', '<a href="https://a.example/u/1">unsubscribe</a>'.repeat(10_000)],
    ['styles', `<style>${'.a{display:none}'.repeat(30_000)}</style>`],
    ['words without end', 'unsubscribe '.repeat(40_000)],
    ['digits without end', '1'.repeat(400_000)],
    ['digits and letters', '1 a'.repeat(150_000)],
    ['spaces', ' '.repeat(400_000)],
  ])('of %s', async (_, html) => {
    await check(bytesOf(`${HEAD}Content-Type: text/html; charset=utf-8\r\n\r\n${html}`));
  });

  it('what is no mail says so', async () => {
    await expect(check(bytesOf(''))).rejects.toMatchObject({ code: 'file_empty' });
    await expect(check(bytesOf('%PDF-1.7 no mail'))).rejects.toMatchObject({ code: 'mail_unreadable' });
    await expect(check(new Uint8Array([0, 255, 1, 2]))).rejects.toMatchObject({ code: 'mail_unreadable' });
  });
});

describe('readers of headers', () => {
  const local = fc.stringMatching(/^[a-z0-9]{1,12}$/);
  const address = fc.tuple(local, local).map(([user, domain]) => `${user}@${domain}.example`);
  const quoted = fc.stringMatching(/^[a-zA-Z ,;:()<>@.]{0,20}$/).map((name) => `"${name}"`);

  it('find every address there is, whatever stands around it', () => {
    const mailbox = fc.tuple(fc.oneof(quoted, fc.constant('')), address, fc.boolean());
    fc.assert(
      fc.property(fc.array(mailbox, { maxLength: 20 }), fc.constantFrom(',', ' , ', ',\t'), (all, comma) => {
        const value = all.map(([name, at, note]) => `${name} <${at}>${note ? ' (a note, <b@c>; "d)' : ''}`).join(comma);
        expect(mailboxesIn(value).map((each) => each.address)).toEqual(all.map(([, at]) => at));
      }),
    );
  });

  it('take anything', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (value) => {
        for (const { name, address: at } of mailboxesIn(value)) expect(typeof name + typeof at).toBe('stringstring');
        tagsIn(value);
        signatureOf(value);
        sendingAddress([value]);
        lookAtPage(value);
        expect(unsubscribeIn(value).uris.every((uri) => !uri.includes('>'))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('split tags as they were joined', () => {
    const tag = fc.tuple(fc.stringMatching(/^[a-z]{1,6}$/), fc.stringMatching(/^[a-zA-Z0-9+/=:._-]{0,30}$/));
    fc.assert(
      fc.property(fc.uniqueArray(tag, { selector: ([name]) => name }), (tags) => {
        expect([...tagsIn(tags.map(([name, value]) => ` ${name} = ${value} `).join(';'))]).toEqual(tags);
      }),
    );
  });

  it('find the public address a mail came from, not those it was passed on by', () => {
    const hops = ['from mx (mx [10.0.0.3]) by in', 'from out.shop.example (out.shop.example [198.51.100.7]) by mx', 'from pc (unknown [192.168.1.4]) by out'];
    expect(sendingAddress(hops)).toBe('198.51.100.7');
    expect(sendingAddress(['from a ([IPv6:2001:db8::7]) by b'])).toBe('2001:db8::7');
    expect(sendingAddress(['by b with local'])).toBeNull();
    expect(sendingAddress([])).toBeNull();
  });

  it.each([
    'from laptop (home.isp.example [203.0.113.77]) by out.shop.example with ESMTPSA id 1; Mon, 23 Nov 2026 08:00:00 +0000',
    'from [203.0.113.77] (helo=laptop) by out.shop.example with esmtpsa (TLS1.3) tls TLS_AES_256_GCM_SHA384 (Exim 4.98)',
    'from home.isp.example ([203.0.113.77]) by webmail.shop.example with HTTP (HTTP/1.1 POST); Mon, 23 Nov 2026 08:00:00 +0000',
    'from home.isp.example (home.isp.example [203.0.113.77]) (Authenticated sender: anna@shop.example) by out.shop.example (Postfix) with ESMTPS id 1',
  ])('take no line at home for a server, from which somebody handed it in with a password: %s', (handedIn) => {
    expect(sendingAddress(['from out.shop.example (out.shop.example [198.51.100.7]) by mx with ESMTPS', handedIn])).toBe('198.51.100.7');
    expect(sendingAddress([handedIn])).toBeNull();
  });
});
