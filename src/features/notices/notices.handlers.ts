import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { WriteDb } from '../../db/db.ts';
import type { Core } from '../core.ts';
import type { SettledMessage } from '../hooks.ts';
import { fromOf } from './compose.ts';
import { listDue } from './due.ts';
import { issueNotices } from './issue.ts';
import { type Enqueue, releaseNotice } from './notices.repo.ts';
import { composePreview } from './preview.ts';

/** Shows who is due, previews and issues notices. */
export function noticesHandlers(core: Core, enqueue: Enqueue): Handlers<Contract['notices']> {
  return {
    due: (input) => listDue(core, input),
    preview: async (input) => {
      const { desk, letter } = await composePreview(core, input);
      const { recipient, content, text, html, contentSha256, fallback, missing } = letter;
      const from = fromOf(desk);
      return {
        clientId: recipient.client.id,
        clientName: recipient.client.name,
        language: content.language,
        fallback,
        from: from.address === '' ? from.name : `${from.name} <${from.address}>`,
        to: recipient.contact?.email ?? '',
        subject: content.subject,
        text,
        html,
        contentSha256,
        missing: [...missing],
      };
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

/** Settles a cancelled message: its accounts are due again. */
export async function withdrawNotice(_core: Core, tx: WriteDb, message: SettledMessage): Promise<void> {
  await releaseNotice(tx, message);
}
