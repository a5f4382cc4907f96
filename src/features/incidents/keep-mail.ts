import { fail } from '../../contract/fail.ts';
import type { StoryTold } from '../../contract/story.ts';
import type { WriteDb } from '../../db/db.ts';
import type { Core } from '../core.ts';
import { readAuthor } from '../settings/index.ts';
import { act } from './act.ts';
import { insertHostMail, isMailKept, type ReadyMail } from './open-mail.repo.ts';
import { saidOf, writeSaid } from './steps.repo.ts';
import { type Case, dayOf } from './view.ts';

/** From which mail something is known; a pasted text has no head of which anything could be told. */
export function toldOfMail(core: Core, { isMail, from, writtenAt }: ReadyMail): StoryTold {
  if (!isMail) return { key: 'host_text', values: {} };
  return writtenAt === null ? { key: 'host_mail_undated', values: { from } } : { key: 'host_mail', values: { from, on: dayOf(core, writtenAt) } };
}

/** What is asked of the host is due by the day that the host named, in place of one that he named before; an earlier day that somebody chose stays. */
export async function dueByHost(tx: WriteDb, { stored: { id, answerBy }, steps, said }: Case, on: string): Promise<void> {
  const asking = steps.find((step) => step.id === 'ask_unblocking' || step.id === 'ask_delisting');
  if (asking === undefined) return;
  const own = saidOf(said, asking.id);
  if (own.chosenOn === null || own.chosenOn > on || own.chosenOn === answerBy) await writeSaid(tx, id, { ...own, chosenOn: on });
}

/** A further mail of the host for a case, and the words of it that the story keeps. */
export interface FurtherMail {
  readonly id: string;
  readonly mail: ReadyMail;
  readonly text: string;
}

/**
 * Keeps a further mail with an open case and returns its id. Its number and its day become those of the case where that had none, and so does an earlier day that is not over,
 * or a later one once that of the case is; else they stand at the mail. Throws `incident_not_found`, `incident_closed`, `host_mail_kept`.
 */
export async function addHostMail(core: Core, { id: incidentId, mail, text }: FurtherMail): Promise<string> {
  const id = core.ids.next();
  await act(core, incidentId, {
    open: true,
    work: async (tx, found) => {
      if (await isMailKept(tx, incidentId, mail)) throw fail('host_mail_kept', {});
      await insertHostMail(tx, { ...mail, id, incidentId, takenAt: core.clock.now(), author: await readAuthor(core, tx) });
      const { ticket, answerBy } = found.stored;
      const on = isNewDay(mail.answerBy, answerBy, dayOf(core, core.clock.now())) ? mail.answerBy : null;
      if (on !== null) await dueByHost(tx, found, on);
      return {
        change: { ...(ticket === '' && { ticket: mail.ticket }), ...(on !== null && { answer_by: on }) },
        entry: { what: 'note', told: toldOfMail(core, mail), text },
      };
    },
  });
  return id;
}

/**
 * Whether the day of a mail counts for the case: it has none yet, or the host wants his answer sooner now, or gives more time after his day is over. A day that is over itself was
 * said before.
 */
function isNewDay(named: string | null, known: string | null, today: string): boolean {
  return named !== null && (known === null || (named >= today && (named < known || known < today)));
}
