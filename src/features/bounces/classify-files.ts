import type { ClassifiedMail } from '../../contract/bounces.ts';
import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { Ports } from '../../ports/ports.ts';
import { isMbox, looksLikeMail, mboxParts, unquoteFrom } from '../../shared/mbox.ts';
import type { Core } from '../core.ts';
import { classifyMail } from './classify/index.ts';

/** Reports are small; of larger mails only the beginning is read. */
const READ_LIMIT = 20 * 1024 * 1024;
const LF = 10;
const CR = 13;
/** "From ", which no header field begins with. */
const FROM = [70, 114, 111, 109, 32];

/** What is needed to classify: no data folder, no clock. */
export type ClassifyTools = Pick<Ports, 'mail' | 'codec'>;

interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What the mail in a file is; of an mbox each of its mails, numbered. What is no mail, or cannot be read, is `other`. */
export async function* classifyFile(tools: ClassifyTools, { name, bytes }: NamedFile): AsyncGenerator<ClassifiedMail> {
  const parts = isMbox(bytes) ? mboxParts(bytes) : [];
  if (parts.length <= 1) {
    const [only] = parts;
    yield { file: name, ...(await classifyBytes(tools, only === undefined ? bytes : bytes.subarray(only.start, only.end))) };
    return;
  }
  for (const [index, { start, end }] of parts.entries()) {
    yield { file: `${name} #${index + 1}`, ...(await classifyBytes(tools, unquoteFrom(bytes.subarray(start, end)))) };
  }
}

async function classifyBytes(tools: ClassifyTools, bytes: Uint8Array): Promise<Omit<ClassifiedMail, 'file'>> {
  const mail = withoutStart(bytes.subarray(0, READ_LIMIT));
  const read = await classifyOne(tools, mail);
  // Somebody saved the text of a report without its header.
  return read.kind === 'other' && !looksLikeMail(mail) ? await classifyOne(tools, asBody(mail)) : read;
}

async function classifyOne({ mail, codec }: ClassifyTools, bytes: Uint8Array): Promise<Omit<ClassifiedMail, 'file'>> {
  try {
    const { kind, recipients } = classifyMail(await mail.read(bytes), (part) => codec.decode(part, 'utf-8'));
    return { kind, recipients: recipients.map(({ address, class: what, target, code, suppress }) => ({ address, class: what, target, code, suppress })) };
  } catch {
    // Whatever the parser stumbles over, the answer is the same: this is no mail that says anything.
    return { kind: 'other', recipients: [] };
  }
}

/** Programs that save mails put empty lines or "From somebody" before the header now and then. */
function withoutStart(bytes: Uint8Array): Uint8Array {
  let start = 0;
  while (bytes[start] === LF || bytes[start] === CR) start += 1;
  const named = FROM.every((byte, index) => bytes[start + index] === byte);
  const end = named ? bytes.indexOf(LF, start) : -1;
  return bytes.subarray(end < 0 ? start : end + 1);
}

function asBody(text: Uint8Array): Uint8Array {
  const body = new Uint8Array(text.length + 2).fill(LF, 0, 2);
  body.set(text, 2);
  return body;
}

type Classify = Handlers<Contract['bounces']>['classify'];

/** Says what mails are and keeps nothing of them. Throws `file_not_found`, `file_incomplete`, `cancelled`. */
export async function* classifyFiles(core: Core, { fileRefs }: Parameters<Classify>[0], signal: AbortSignal | undefined): ReturnType<Classify> {
  const result: ClassifiedMail[] = [];
  for (const [done, ref] of fileRefs.entries()) {
    yield { kind: 'progress', phase: 'reading', done, total: fileRefs.length };
    const { file, bytes } = await core.files.bytes(ref);
    for await (const mail of classifyFile(core, { name: file.name, bytes })) {
      if (signal?.aborted === true) throw fail('cancelled', {});
      result.push(mail);
      await core.clock.yield();
    }
  }
  yield { kind: 'done', result };
}
