import { nodemailerFormat } from '../src/adapters/mail-format.ts';
import { lintMail, NOTHING_KNOWN } from '../src/features/checks/index.ts';
import { corpus } from '../test/checks/corpus.ts';
import { measure, ratio, report } from './measure.ts';

const MAILS = Number(process.argv[2] ?? 1000);
const RUNS = Number(process.argv[3] ?? 5);

const shapes = corpus().map(({ eml }) => eml);
const mails = Array.from({ length: MAILS }, (_, index) => shapes[index % shapes.length] ?? new Uint8Array());
let faults = 0;

/** Reading the MIME structure alone: what any program does before it can look at a mail. */
async function parseAll(): Promise<undefined> {
  for (const eml of mails) await nodemailerFormat.read(eml);
  return undefined;
}

async function checkAll(): Promise<undefined> {
  faults = 0;
  for (const bytes of mails) {
    const { findings } = await lintMail({ mail: nodemailerFormat }, { name: 'x.eml', bytes }, NOTHING_KNOWN);
    faults += findings.filter(({ outcome }) => outcome === 'fail').length;
  }
  return undefined;
}

await checkAll();
const bare = await measure(RUNS, parseAll);
const whole = await measure(RUNS, checkAll);
report('checks', {
  mails: MAILS,
  shapes: shapes.length,
  ratioToParsing: ratio(whole, bare),
  perMailMs: Math.round((whole.cpuMs.median / MAILS) * 1000) / 1000,
  faults,
  whole,
  bare,
});
