import { fail } from '../../contract/fail.ts';
import type { MailFormat } from '../../ports/mailer.ts';
import { isMbox, looksLikeMail, MAIL_LIMIT_BYTES, mboxParts, unquoteFrom } from '../../shared/mbox.ts';
import { refuseSize } from '../files/index.ts';
import { type Sample, sampleOf } from './mail/sample.rules.ts';

const LF = 10;
const CR = 13;

/**
 * Reads a mail as the rules look at it. Of a mail whose parts cannot be told apart, because they are too many, too deep or take too long, the headers are read alone. Throws
 * `file_empty`, `file_too_large`, `mail_unreadable`.
 */
export async function readSample(mail: MailFormat, file: Uint8Array): Promise<Sample> {
  refuseSize(file.length, MAIL_LIMIT_BYTES);
  const bytes = withoutStart(isMbox(file) ? firstOf(file) : file);
  if (!looksLikeMail(bytes)) throw fail('mail_unreadable', {});
  const sizeBytes = bytes.length;
  try {
    return sampleOf(await mail.read(bytes), { sizeBytes, bodyRead: true });
  } catch {
    return await headOnly(mail, bytes);
  }
}

async function headOnly(mail: MailFormat, bytes: Uint8Array): Promise<Sample> {
  try {
    return sampleOf(await mail.read(headOf(bytes)), { sizeBytes: bytes.length, bodyRead: false });
  } catch (error) {
    throw fail('mail_unreadable', {}, error);
  }
}

function firstOf(file: Uint8Array): Uint8Array {
  const [first] = mboxParts(file);
  return first === undefined ? file : unquoteFrom(file.subarray(first.start, first.end));
}

/** Programs that save mails put empty lines before the header now and then. */
function withoutStart(bytes: Uint8Array): Uint8Array {
  let start = 0;
  while (bytes[start] === LF || bytes[start] === CR) start += 1;
  return bytes.subarray(start);
}

/** Everything before the first empty line. */
function headOf(bytes: Uint8Array): Uint8Array {
  let end = 0;
  while (end < bytes.length && bytes[end] !== LF && !(bytes[end] === CR && bytes[end + 1] === LF)) {
    const lineEnd = bytes.indexOf(LF, end);
    end = lineEnd < 0 ? bytes.length : lineEnd + 1;
  }
  return bytes.subarray(0, end);
}
