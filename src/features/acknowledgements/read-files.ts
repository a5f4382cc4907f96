import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import { isMbox, looksLikeMail, MAIL_LIMIT_BYTES, mboxParts, unquoteFrom } from '../../shared/mbox.ts';
import type { Core } from '../core.ts';
import { isKept, type MailCore, type TakenIn } from './incoming.ts';
import { openMail, takeIn } from './take-in.ts';
import { Tally } from './tally.ts';

type ReadFiles = Handlers<Contract['acknowledgements']>['readFiles'];

/** A mail of a dropped file, cut out of it only when its turn comes. */
interface Piece {
  readonly name: string;
  readonly bytes: () => Uint8Array;
}

/**
 * Reads dropped files, each mail in a transaction of its own: whoever stops keeps what was read. Files that are no mail, and mails that
 * are larger than 50 MB, are named. Throws `file_not_found`, `file_incomplete`, `cancelled`.
 */
export async function* readFiles(core: MailCore, { fileRefs }: Parameters<ReadFiles>[0], signal: AbortSignal | undefined): ReturnType<ReadFiles> {
  const tally = new Tally();
  let done = 0;
  let total = fileRefs.length;
  yield { kind: 'progress', phase: 'reading', done, total };
  for (const ref of fileRefs) {
    const { file, bytes } = await core.files.bytes(ref);
    const pieces = piecesOf(file.name, bytes);
    total += pieces.length - 1;
    for (const piece of pieces) {
      if (signal?.aborted === true) throw fail('cancelled', {});
      await readOne(core, piece, tally);
      done += 1;
      if (isTold(done, total)) yield { kind: 'progress', phase: 'reading', done, total };
      await core.clock.yield();
    }
  }
  yield { kind: 'done', result: tally.result() };
}

function piecesOf(name: string, bytes: Uint8Array): Piece[] {
  if (!isMbox(bytes)) return [{ name, bytes: () => bytes }];
  return mboxParts(bytes).map(({ start, end }, index) => ({ name: `${name} #${index + 1}`, bytes: () => unquoteFrom(bytes.subarray(start, end)) }));
}

async function readOne(core: MailCore, piece: Piece, tally: Tally): Promise<void> {
  const bytes = piece.bytes();
  const mail = bytes.length > MAIL_LIMIT_BYTES || !looksLikeMail(bytes) ? null : await openMail(core, bytes);
  if (mail === null) return tally.addUnreadable(piece.name);
  const taken = await takeIn(core, { mail, bytes, source: 'file' });
  tally.add(taken);
  announce(core, taken);
}

/** Whether progress is worth a word: of many mails every tenth. */
export function isTold(done: number, total: number): boolean {
  return total <= 50 || done % 10 === 0 || done === total;
}

/** Tells open windows once something was kept. */
export function announce(core: Core, taken: TakenIn): void {
  if (!isKept(taken)) return;
  core.changed('replies', 'evidence', 'clients', 'notices', 'outbox', 'ledger');
  if (taken.verdict === 'bounce' || taken.verdict === 'complaint') core.changed('bounces', 'reminders');
}
