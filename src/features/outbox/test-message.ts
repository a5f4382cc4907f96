import { fail } from '../../contract/fail.ts';
import { toIso } from '../../shared/dates.ts';
import { returnPathFor } from '../../shared/return-path.ts';
import { escapeHtml } from '../../shared/text.ts';
import { keyOfKnown } from '../clients/index.ts';
import type { Core } from '../core.ts';
import type { OutgoingMessage } from '../hooks.ts';
import { readSettings } from '../settings/index.ts';

/** A test belongs to no client and no host. */
export const NOBODY = '00000000-0000-0000-0000-000000000000';

/** A message that says it is a test, in the user's language. Throws `sender_not_set`. */
export async function composeTest(core: Core, to: string): Promise<OutgoingMessage> {
  const { sender, language: chosen } = await readSettings(core, core.db.read);
  if (sender.fromAddress === '') throw fail('sender_not_set', {});
  const language = chosen ?? 'en';
  const now = core.clock.now();
  const subject = core.texts.t(language, 'testmail:subject');
  const text = core.texts.t(language, 'testmail:text', { at: toIso(now) });
  const messageId = `<${core.ids.next()}@${keyOfKnown(sender.fromAddress).replace(/^.*@/, '')}>`;
  const eml = await core.mail.write({
    from: { name: sender.fromName, address: sender.fromAddress },
    to: { name: '', address: to },
    subject,
    text,
    html: `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>${escapeHtml(subject)}</title><p>${escapeHtml(text)}</p></html>`,
    messageId,
    dateMs: now,
    headers: { 'Auto-Submitted': 'auto-generated' },
    attachments: [],
  });
  return {
    kind: 'test',
    noticeId: null,
    clientId: NOBODY,
    clientName: '',
    hostId: NOBODY,
    packId: null,
    transport: 'smtp',
    language,
    sender: sender.fromAddress,
    returnPath: returnPathFor(sender.bounceAddress || sender.fromAddress, messageId),
    recipient: to,
    subject,
    messageId,
    eml,
    dueAt: now,
  };
}
