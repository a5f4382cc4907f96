import { oc } from '@orpc/contract';
import { z } from 'zod';
import { Instant, Window } from './common.ts';
import { errors } from './errors.ts';
import { FileRef, OutboxId } from './ids.ts';

const address = z.object({ name: z.string(), address: z.string() });

/** The practice mailbox: what clients would have received. Nothing in it ever left the machine. */
export const mailbox = {
  list: oc
    .input(Window.extend({ search: z.string().max(200).default('') }))
    .output(
      z.object({
        total: z.number(),
        unread: z.number(),
        rows: z.array(
          z.object({ id: OutboxId, from: address, to: address, subject: z.string(), receivedAt: Instant, read: z.boolean(), attachments: z.number() }),
        ),
      }),
    )
    .errors(errors()),
  /** Opens a message and marks it read. `html` is as sent: show it sanitised only. */
  get: oc
    .input(z.object({ id: OutboxId }))
    .output(
      z.object({
        id: OutboxId,
        from: address,
        to: address,
        subject: z.string(),
        receivedAt: Instant,
        messageId: z.string(),
        headers: z.array(z.object({ name: z.string(), value: z.string() })),
        text: z.string(),
        html: z.string(),
        attachments: z.array(z.object({ index: z.number(), name: z.string(), mime: z.string(), sizeBytes: z.number() })),
      }),
    )
    .errors(errors('message_not_found')),
  attachment: oc
    .input(z.object({ id: OutboxId, index: z.number().int().min(0) }))
    .output(z.object({ fileRef: FileRef }))
    .errors(errors('message_not_found')),
};
