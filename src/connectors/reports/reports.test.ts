import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mailed, pasted } from '../../../test/support/put-in.ts';
import { readReport } from './index.ts';

describe('anything else', () => {
  it.each(['', 'hello', '{"data":[]}', 'a;b;c\n1;2;3', 'name,phone\nx,1', 'Domain,Registrar\na.example,b'])('is nothing: %s', (text) => {
    expect(readReport(pasted(text))).toBeNull();
  });

  it('throws nothing whatever it is given', () => {
    const parts = fc.constantFrom(
      'User',
      ';',
      '\n',
      'Sent',
      'account',
      ' has been suspended ',
      '1 000',
      ' emails ',
      'sent by ',
      '"',
      '\t',
      ',',
      '2026-13-45',
      'Domain a.b has exceeded the max emails per hour (',
      ')',
      '∞',
      '\uD800',
      '- ',
      ':',
      'за',
      '99999999999999999999',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 40 }), fc.boolean(), fc.constantFrom('Europe/Moscow', 'Nowhere/No', ''), (words, mail, zone) => {
        const text = words.join('');
        const report = readReport(mail ? { ...mailed(text.slice(0, 50), text), zone } : pasted(text, { zone }));
        for (const row of report?.rows ?? []) expect(row.line).toBeGreaterThan(0);
      }),
    );
  });

  it.each(['a.', ' ', '- a\n', 'The account ', '1 ', 'x@', 'за ', '20', 'Domain ', '(', '\t', 'a1.a '])('is not kept busy by %j without end', (part) => {
    const begun = performance.now();
    readReport(pasted(part.repeat(200_000)));
    readReport(mailed(part.repeat(500), `account ${part.repeat(200_000)}`));
    expect(performance.now() - begun).toBeLessThan(3000);
  });
});
