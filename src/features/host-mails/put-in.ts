import { fail } from '../../contract/fail.ts';
import type { HostMailSource } from '../../contract/host-mails.ts';
import { AppError } from '../../shared/app-error.ts';
import { mailBody } from '../acknowledgements/index.ts';
import { dateHeader, type PutIn, readPutIn } from '../connections/index.ts';
import type { Core } from '../core.ts';
import { clockOf } from './clock.rules.ts';
import type { DateFrame } from './date.rules.ts';
import { type HostWords, hostWords } from './forwarded.rules.ts';
import { type Wanted, wantedIn } from './wanted.rules.ts';

/** What passed a mail on stands above it; more than this is not gone through. */
const PASSED_ON = 60_000;
/** What other servers wrote: nothing in it is the word of the host, but for its limits. */
const CAME_BACK =
  /^(?:final-recipient|original-recipient|diagnostic-code):|created automatically by mail delivery software|^(?:this is the mail system at host|delivery has failed to these recipients)/im;
const LOGGED = /^\s*(?:\[?20\d\d-\d\d-\d\d[ T]\d\d:\d\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec) +\d{1,2} \d\d:\d\d:\d\d )/i;

/** What a machine wrote that speaks for no host. */
export type Machine = 'came_back' | 'log';

/** What was put in, with the words of the host in it. */
export interface OpenedMail {
  readonly words: HostWords;
  /** null = a person may have written it. */
  readonly machine: Machine | null;
  /** It has a head; else it is a text. */
  readonly isMail: boolean;
  /** The mail inside another that passes it on, as it was attached; null = it is none. */
  readonly attached: Uint8Array | null;
}

/** Throws what `readPutIn` throws, and `mail_unreadable` where a mail cannot be taken apart. */
export async function openHostMail(core: Core, source: HostMailSource, signal: AbortSignal | undefined): Promise<OpenedMail> {
  const putIn = await openPutIn(core, source, signal);
  const machine = machineOf(putIn);
  const isMail = putIn.mail !== null;
  if (machine !== null) return { words: asItIs(putIn), machine, isMail, attached: null };
  const inner = await innerMail(core, putIn);
  return { words: hostWords(inner?.words ?? asItIs(putIn), core.clock.timeZone()), machine, isMail, attached: inner?.bytes ?? null };
}

async function openPutIn(core: Core, source: HostMailSource, signal: AbortSignal | undefined): Promise<PutIn> {
  try {
    return await readPutIn(core, source, signal);
  } catch (error) {
    if (error instanceof AppError) throw error;
    core.logger.info('mail_unreadable', {});
    throw fail('mail_unreadable', {}, error);
  }
}

const asItIs = ({ mail, text, cells }: PutIn): HostWords => ({
  subject: mail?.subject ?? '',
  from: mail?.from ?? '',
  at: mail?.at ?? null,
  clock: clockOf(mail?.date ?? ''),
  isUndated: false,
  text: (cells?.map((row) => row.join(' ')).join('\n') ?? text).slice(0, PASSED_ON),
});

/** What the host wants with what was put in, by when he wrote it, even where somebody passed it on later; where nothing says when, by `at` of the frame. */
export function wantedFrom(putIn: PutIn, { zone, at }: DateFrame): Wanted {
  const words = hostWords(asItIs(putIn), zone);
  return wantedIn(words, { zone, at: words.at ?? at });
}

function machineOf({ mail, text }: PutIn): Machine | null {
  const beginning = text.slice(0, 5000);
  const isReport =
    mail !== null && (/^(?:mailer-daemon|postmaster)@/i.test(mail.from) || mail.parts.some(({ mime }) => mime.startsWith('message/delivery-status')));
  if (isReport || CAME_BACK.test(beginning)) return 'came_back';
  const lines = beginning.split('\n').filter((line) => line.trim() !== '');
  return lines.length > 0 && lines.filter((line) => LOGGED.test(line)).length * 2 > lines.length ? 'log' : null;
}

/** The mail that is attached to one that passes it on; null = none that says anything. */
async function innerMail(core: Core, { mail }: PutIn): Promise<{ readonly words: HostWords; readonly bytes: Uint8Array } | null> {
  const attached = mail?.parts.find(({ mime }) => mime === 'message/rfc822');
  if (attached === undefined) return null;
  const bytes = core.codec.encodeUtf8(attached.text);
  const inner = await core.mail.read(bytes).catch(() => null);
  if (inner === null || mailBody(inner).trim() === '') return null;
  return {
    bytes,
    words: {
      subject: inner.subject,
      from: inner.from.address,
      at: inner.dateMs,
      clock: clockOf(dateHeader(inner)),
      isUndated: false,
      text: mailBody(inner).slice(0, PASSED_ON),
    },
  };
}
