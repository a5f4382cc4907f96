import { nodemailerFormat } from '../src/adapters/mail-format.ts';
import { classifyMail } from '../src/features/bounces/classify/index.ts';
import type { ParsedMail } from '../src/ports/mailer.ts';
import { allCases } from '../test/bounces/cases/index.ts';
import { measure, ratio, report } from './measure.ts';

const MAILS = Number(process.argv[2] ?? 10_000);
const RUNS = Number(process.argv[3] ?? 5);

const cases = allCases().map(({ eml }) => eml);
const mails = Array.from({ length: MAILS }, (_, index) => cases[index % cases.length] ?? new Uint8Array());
const decoder = new TextDecoder();
const decode = (bytes: Uint8Array): string => decoder.decode(bytes);
const kinds = new Map<string, number>();

/** Reading the MIME structure alone: what any program does before it can look at a report. */
async function parseAll(then: (mail: ParsedMail) => void): Promise<undefined> {
  for (const eml of mails) then(await nodemailerFormat.read(eml));
  return undefined;
}

await parseAll((mail) => void classifyMail(mail, decode));
const bare = await measure(RUNS, () => parseAll(() => undefined));
const whole = await measure(RUNS, () =>
  parseAll((mail) => {
    const { kind } = classifyMail(mail, decode);
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }),
);
report('bounces', {
  mails: MAILS,
  shapes: cases.length,
  ratioToParsing: ratio(whole, bare),
  perMailMs: Math.round((whole.cpuMs.median / MAILS) * 1000) / 1000,
  kinds: Object.fromEntries([...kinds].map(([kind, count]) => [kind, count / RUNS])),
  whole,
  bare,
});
