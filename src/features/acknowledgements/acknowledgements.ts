import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import { safeFileName } from '../../shared/text.ts';
import type { Core } from '../core.ts';
import { acknowledgementsOf } from './accounts.repo.ts';
import { noticeTextOf } from './answered.ts';
import { decide } from './decide.ts';
import { importTicks, previewTicks } from './import-ticks.ts';
import type { MailCore } from './incoming.ts';
import { mailboxHandlers } from './mailbox.handlers.ts';
import { addNote, addSigned } from './manual.ts';
import { splitWords } from './own-words.rules.ts';
import { readFiles } from './read-files.ts';
import { bodyOf } from './reading.rules.ts';
import { findNotice, listReplies, mailOf, replyRow, standingProof } from './replies.repo.ts';
import { ReplyMailboxWorker } from './reply-mailbox.worker.ts';
import { printedPhrases } from './take-in.ts';

type AcknowledgementHandlers = Handlers<Contract['acknowledgements']>;

export interface Acknowledgements {
  readonly handlers: AcknowledgementHandlers;
  /** Begins to look into the reply mailbox by itself, when the settings say so. */
  start(): Promise<void>;
  /** Ends the look that is under way, keeping what was read. */
  stop(): Promise<void>;
}

/** What clients say to their notices. `otherMail`: who else waits for a mail; `onReturned`: who else hears of a message that came back. */
export function createAcknowledgements(built: Core, hooks: Partial<Pick<MailCore, 'otherMail' | 'onReturned'>> = {}): Acknowledgements {
  const core: MailCore = { ...built, otherMail: async () => false, onReturned: async () => {}, ...hooks };
  const worker = new ReplyMailboxWorker(core);
  return {
    handlers: { ...replyHandlers(core), ...mailboxHandlers(core, worker), ...manualHandlers(core) },
    start: () => worker.start(),
    stop: () => worker.stop(),
  };
}

type ReplyHandlers = Pick<AcknowledgementHandlers, 'ofClient' | 'replies' | 'reply' | 'replyFile' | 'decide' | 'readFiles' | 'phrases'>;

function replyHandlers(core: MailCore): ReplyHandlers {
  return {
    ofClient: async ({ clientId }) => {
      const found = await acknowledgementsOf(core.db.read, clientId);
      if (found === null) throw fail('client_not_found', {});
      return found;
    },
    replies: (query) => listReplies(core.db.read, query),
    reply: async ({ id }) => {
      const kept = await mailOf(core.db.read, id);
      if (kept === undefined) throw fail('reply_not_found', {});
      const row = await replyRow(core.db.read, id);
      const mail = await core.mail.read(kept.eml);
      const { own } = splitWords(bodyOf(mail), await noticeTextOf(core, row.noticeId));
      return {
        ...row,
        text: bodyOf(mail),
        html: mail.html,
        ownWords: own,
        practised: (await findNotice(core.db.read, row.noticeId)).transport === 'practice',
        evidenceId: row.verdict === 'acknowledged' ? await standingProof(core.db.read, id) : null,
      };
    },
    replyFile: async ({ id }) => {
      const kept = await mailOf(core.db.read, id);
      if (kept === undefined) throw fail('reply_not_found', {});
      const { ref } = await core.files.put(`${safeFileName(kept.subject)}.eml`, 'message/rfc822', kept.eml);
      return { fileRef: ref };
    },
    decide: (input) => decide(core, input),
    readFiles: (input, { signal }) => readFiles(core, input, signal),
    phrases: async () => printedPhrases(core),
  };
}

function manualHandlers(core: Core): Pick<AcknowledgementHandlers, 'note' | 'signed' | 'previewTicks' | 'importTicks'> {
  return {
    note: (input) => addNote(core, input),
    signed: (input) => addSigned(core, input),
    previewTicks: (input, { signal }) => previewTicks(core, input, signal),
    importTicks: (input, { signal }) => importTicks(core, input, signal),
  };
}
