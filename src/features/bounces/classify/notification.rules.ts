import { z } from 'zod';
import type { ParsedMail } from '../../../ports/mailer.ts';
import { parseJson } from '../../../shared/json.ts';
import { cleanAddress } from './address.rules.ts';
import { behindType } from './fields.rules.ts';
import type { DeliveryStatus } from './report.rules.ts';

/** What a sending service writes about a failure or a complaint, as a paragraph of JSON in a mail. */
const Notification = z.object({
  notificationType: z.enum(['Bounce', 'Complaint']),
  bounce: z
    .object({
      bouncedRecipients: z.array(
        z.object({ emailAddress: z.string(), action: z.string().default('failed'), status: z.string().default(''), diagnosticCode: z.string().default('') }),
      ),
    })
    .optional(),
  complaint: z.object({ complainedRecipients: z.array(z.object({ emailAddress: z.string() })) }).optional(),
});

const LONGEST = 200_000;

function notificationIn({ text }: ParsedMail): z.infer<typeof Notification> | null {
  const start = text.slice(0, LONGEST).search(/^\{"notificationType"/m);
  if (start < 0) return null;
  const [paragraph = ''] = text.slice(start, LONGEST).split(/\r?\n\r?\n/, 1);
  // Servers break lines that are too long with "!" and a blank.
  const line = paragraph.replace(/!?\r?\n /g, '');
  // Cut or broken on its way: then it is a text like any other.
  return Notification.safeParse(parseJson(line)).data ?? null;
}

/** Its failures as a report for machines gives them; null without any. */
export function notifiedStatus(mail: ParsedMail): DeliveryStatus | null {
  const bounced = notificationIn(mail)?.bounce?.bouncedRecipients;
  if (bounced === undefined) return null;
  const recipients = bounced.map(({ emailAddress, action, status, diagnosticCode }) => {
    const address = cleanAddress(emailAddress);
    return { address, finalAddress: address, action, status, diagnostic: behindType(diagnosticCode), remote: '' };
  });
  return { recipients, envelopeId: '' };
}

/** Who complained by it; null when nobody did. */
export function notifiedComplainer(mail: ParsedMail): string | null {
  const [first] = notificationIn(mail)?.complaint?.complainedRecipients ?? [];
  return first === undefined ? null : cleanAddress(first.emailAddress);
}
