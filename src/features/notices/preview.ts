import type { z } from 'zod';
import { fail } from '../../contract/fail.ts';
import type { NoticePreview } from '../../contract/notices.ts';
import type { Version } from '../../contract/texts.ts';
import type { Language } from '../../shared/language.ts';
import type { Core } from '../core.ts';
import { compose, type Desk, fromOf, type Letter, openDesk } from './compose.ts';
import { loadRecipients, loadWithoutAccounts, type Recipient } from './recipients.repo.ts';
import { EXAMPLE_TOKEN } from './values.rules.ts';

export interface PreviewInput {
  readonly clientId: string;
  readonly versionId?: string | undefined;
  readonly language?: Language | undefined;
}

/**
 * The notice a client would get now, whole, with what is missing still in braces. Writes nothing.
 * Throws `client_not_found`, `version_not_found`, `policy_not_published`.
 */
export async function composePreview(core: Core, { clientId, versionId, language }: PreviewInput): Promise<{ readonly desk: Desk; readonly letter: Letter }> {
  const desk = await openDesk(core);
  const client = await core.db.read.selectFrom('client').select('id').where('id', '=', clientId).executeTakeFirst();
  if (client === undefined) throw fail('client_not_found', {});
  const recipients = await loadRecipients(core.db.read, { clientIds: [clientId], dueOnly: false, now: core.clock.now() });
  const { recipient, version } = versionId === undefined ? await nextNotice(desk, recipients) : await givenVersion(desk, recipients, { clientId, versionId });
  return { desk, letter: compose(desk, { recipient: aboutDue(recipient), version, language, token: EXAMPLE_TOKEN }) };
}

interface Addressed {
  readonly recipient: Recipient;
  readonly version: Version;
}

async function nextNotice(desk: Desk, recipients: readonly Recipient[]): Promise<Addressed> {
  const recipient = recipients.find((each) => each.versionId !== null && isDue(each)) ?? recipients.find((each) => each.versionId !== null);
  if (recipient === undefined || recipient.versionId === null) throw fail('policy_not_published', {});
  return { recipient, version: await desk.version(recipient.versionId) };
}

async function givenVersion(desk: Desk, recipients: readonly Recipient[], given: { clientId: string; versionId: string }): Promise<Addressed> {
  const version = await desk.version(given.versionId);
  const recipient =
    recipients.find((each) => each.host.id === version.hostId) ??
    (await loadWithoutAccounts(desk.core.db.read, { clientId: given.clientId, hostId: version.hostId, now: desk.core.clock.now() }));
  if (recipient === null) throw fail('client_not_found', {});
  return { recipient, version };
}

function isDue(recipient: Recipient): boolean {
  return recipient.accounts.some((account) => account.told === 'due');
}

/** What is still due is what the notice is about; when nothing is, all accounts are. */
function aboutDue(recipient: Recipient): Recipient {
  const due = recipient.accounts.filter((account) => account.told === 'due');
  return due.length === 0 ? recipient : { ...recipient, accounts: due };
}

/** A letter as it is shown before it is sent. */
export function previewOf(desk: Desk, { recipient, content, text, html, contentSha256, fallback, missing }: Letter): z.input<typeof NoticePreview> {
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
}
