import { describe, expect, it } from 'vitest';
import { parseApart } from '../../src/adapters/mail-apart.ts';
import { nodemailerFormat } from '../../src/adapters/mail-format.ts';
import { parseMail } from '../../src/adapters/mail-parse.ts';

const HEAD = 'From: Jeanne <jeanne@boulangerie.example>\r\nSubject: Avis\r\nDate: Sat, 21 Nov 2026 10:12:00 +0100\r\nMIME-Version: 1.0\r\n';

const withParts = (count: number, part: string): Buffer =>
  Buffer.from(`${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nLu et compris\r\n${part.repeat(count)}--b--\r\n`);
const FILE = `--b\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n${`${'A'.repeat(76)}\r\n`.repeat(500)}\r\n`;
const TINY = '--b\r\nContent-Type: text/plain\r\n\r\nx\r\n';

describe('a large mail', () => {
  it('is read as a small one is, while everything else goes on', async () => {
    const eml = withParts(20, FILE);
    let turns = 0;
    const ticking = setInterval(() => {
      turns += 1;
    }, 1);
    const mail = await nodemailerFormat.read(eml);
    clearInterval(ticking);
    expect(turns).toBeGreaterThan(3);
    expect(mail).toEqual(await parseMail(eml));
    expect(mail.text.trim()).toBe('Lu et compris');
    expect(mail.attachments).toHaveLength(20);
  });

  it('that was made to take long is given up', async () => {
    await expect(parseApart(withParts(200_000, TINY), 300)).rejects.toThrow('too long');
  });
});
