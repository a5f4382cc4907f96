import type { ImapSettings } from '../../contract/acknowledgements.ts';
import { HOUR_MS } from '../../shared/durations.ts';
import { parseAddress } from '../clients/index.ts';
import type { Core } from '../core.ts';
import { wouldReceiveBounces } from './mailbox.rules.ts';
import { addNoticeEvidence } from './proof.ts';
import { handedOverBefore } from './replies.repo.ts';

/** How long a server that gives up on a message may take to say so, as far as this proof goes. */
export const SILENCE_MS = 72 * HOUR_MS;

const SLICE = 100;

/**
 * Adds "no bounce for 72 hours" to every message that had left 72 hours before the folder was read, if it would have come back into this
 * folder. Returns how many.
 */
export async function proveSilence(core: Core, settings: ImapSettings, readAt: number): Promise<number> {
  let proved = 0;
  for (let after = ''; ; ) {
    const slice = await handedOverBefore(core.db.read, { before: readAt - SILENCE_MS, after, limit: SLICE });
    const silent = slice.filter(({ return_path }) => wouldReceiveBounces(settings, parseAddress(return_path)?.key ?? ''));
    if (silent.length > 0) {
      await core.db.write(async (tx) => {
        for (const notice of silent) {
          const happenedAt = (notice.sent_at ?? notice.created_at) + SILENCE_MS;
          await addNoticeEvidence(core, tx, {
            notice,
            rung: 'no_bounce_72h',
            origin: 'time',
            author: '',
            note: '',
            replyId: null,
            happenedAt,
            serverReply: '',
          });
        }
      });
      proved += silent.length;
    }
    const last = slice.at(-1);
    if (last === undefined || slice.length < SLICE) return proved;
    after = last.outbox_id;
  }
}
