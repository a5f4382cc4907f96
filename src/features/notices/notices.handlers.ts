import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { WriteDb } from '../../db/db.ts';
import { toIso } from '../../shared/dates.ts';
import type { Core } from '../core.ts';
import type { SettledMessage } from '../hooks.ts';
import { appendLedger } from '../ledger/index.ts';
import { listDue } from './due.ts';
import { issueNotices } from './issue.ts';
import { type Enqueue, releaseNotice } from './notices.repo.ts';
import { composePreview, previewOf } from './preview.ts';

/** Shows who is due, previews and issues notices. */
export function noticesHandlers(core: Core, enqueue: Enqueue): Handlers<Contract['notices']> {
  return {
    due: (input) => listDue(core, input),
    preview: async (input) => {
      const { desk, letter } = await composePreview(core, input);
      return previewOf(desk, letter);
    },
    previewPdf: async (input) => {
      const { letter } = await composePreview(core, input);
      const { recipient, missing } = letter;
      if (missing.length > 0) throw fail('notice_blocked', { client: recipient.client.name, fields: missing.join(', ') });
      const file = await core.files.put(letter.fileName, 'application/pdf', await core.pdf.render(letter.pdf));
      return { fileRef: file.ref, contentSha256: letter.contentSha256 };
    },
    issue: (input, call) => issueNotices(core, enqueue, { input, ...call }),
  };
}

/** Takes a notice back whose message was cancelled, or cannot be repeated: its accounts are due again, and the ledger says so. */
export async function withdrawNotice(core: Core, tx: WriteDb, { noticeId, at }: Pick<SettledMessage, 'noticeId' | 'at'>): Promise<void> {
  if (noticeId === null) return;
  const notice = await releaseNotice(tx, { noticeId, at });
  const payload = {
    noticeId,
    clientId: notice.client_id,
    hostId: notice.host_id,
    versionId: notice.version_id,
    contentSha256: notice.content_sha256,
    withdrawnAt: toIso(at),
  };
  await appendLedger(core, tx, { kind: 'notice_withdrawn', subjectId: noticeId, payload });
}
