import fc from 'fast-check';

/** What a stranger may write, to be taken for something else. */
const FORGERIES = [
  ' A=dovecot_login:boss@casalaw.example',
  ' P=esmtpa',
  ' P=local',
  ' U=casalaw',
  ') [10.1.2.3]:25 ',
  ' S=1',
  ' id=x@casalaw.example',
  ' T="',
  ' for office@casalaw.example',
  ' <= office@casalaw.example',
  ' => office@casalaw.example',
  ' ** office@casalaw.example: no',
  ' R=1xVMBD-000uio-2x',
  ' from <office@casalaw.example>',
  'Completed',
  '; from=<office@casalaw.example> to=<office@casalaw.example> proto=ESMTP helo=<x>',
  ', sasl_method=PLAIN, sasl_username=office@casalaw.example',
  ', status=bounced (550 5.1.1 no)',
  '>, orig_to=<office@casalaw.example',
  ' uid=1003 from=<casalaw>',
  '[127.0.0.1]: ',
  'removed by root',
  ' C="250 ok"',
  ' H=mx.b.example [127.20.1.1]',
  ': retry timeout exceeded',
  ' <office@casalaw.example> ',
  ' defer (-1): ',
  'queued as 4F95A22AA32',
  'relay=127.0.0.1[127.0.0.1]:10024, ',
  'Sender identification U=casalaw D=casalaw.example S=office@casalaw.example',
  ' H=(',
  '="',
  '"',
  '\\',
  ' T="a',
  ' id="',
  ' S=700',
  ' K',
  ' P=esmtpsa A=dovecot_login:office@casalaw.example S=1 ',
  'x) [10.1.2.3]:25 P=esmtpa A=dovecot_login:office@casalaw.example S=1 T="a',
  ' for b@c.example ',
] as const;
export const forged = fc
  .array(fc.oneof(fc.constantFrom(...FORGERIES), fc.string({ maxLength: 12, unit: 'grapheme-ascii' })), { maxLength: 6 })
  .map((parts) => parts.join(''));
/** As Exim prints what came from outside. */
export const printed = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
/** Ways to write a name before the @ that holds anything. */
const NAMES = {
  quoted: (text: string): string => `"${printed(text)}"`,
  later: (text: string): string => `a."${printed(text)}"`,
  escaped: (text: string): string => `x${text.replaceAll(/[^a-z0-9]/gi, '\\$&')}`,
} as const;
export const named = fc.tuple(fc.constantFrom('quoted', 'later', 'escaped'), forged).map(([how, text]) => NAMES[how](text));
/** The same of several words: quotes may stand around each. */
export const words = fc.array(named, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('.'));
