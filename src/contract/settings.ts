import { oc } from '@orpc/contract';
import { z } from 'zod';
import { Language } from './common.ts';
import { errors } from './errors.ts';
import { Transport } from './outbox.ts';

const line = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .regex(/^[^\p{Cc}]*$/u);

export const Sender = z.object({
  /** The reseller's company, as clients know it. */
  resellerName: line(120),
  fromName: line(120),
  fromAddress: line(254),
  supportAddress: line(254),
  /**
   * Address that messages which come back are returned to; empty = `fromAddress`. A `*` in it is replaced by a code of the message (VERP), so that
   * even a report that quotes nothing is known by where it arrives.
   */
  bounceAddress: line(254),
});

export const Smtp = z.object({
  host: line(253),
  port: z.number().int().min(1).max(65535),
  /** `tls` from the first byte, `starttls` required; there is no mode without encryption but for loopback addresses. */
  security: z.enum(['tls', 'starttls', 'none']),
  user: line(254),
});

export const Settings = z.object({
  language: Language.nullable(),
  theme: z.enum(['system', 'light', 'dark', 'contrast']),
  author: z.string(),
  sender: Sender,
  transport: Transport,
  smtp: Smtp,
  smtpPassword: z.enum(['not_set', 'set', 'stored_by_other_shell']),
  /** The reseller's own pace; the stricter of this and the host's is obeyed. */
  ownPace: z.object({ count: z.number().int().min(1).max(10_000), seconds: z.number().int().min(1).max(86_400) }),
  /** Steps of the first sitting that were finished or put aside. */
  onboarding: z.enum(['open', 'done']),
});
export type Settings = z.infer<typeof Settings>;

export const settings = {
  get: oc.input(z.object({})).output(Settings).errors(errors()),
  /** Changes what is given, keeps the rest. `invalid_input` with the path `smtp.security` for no encryption beyond this computer. */
  update: oc
    .input(Settings.omit({ smtpPassword: true }).extend({ sender: Sender.partial(), smtp: Smtp.partial() }).partial())
    .output(Settings)
    .errors(errors('smtp_not_set', 'sender_not_set')),
  /** Stores the password; it is never returned. Null forgets it. */
  setSmtpPassword: oc
    .input(z.object({ password: z.string().min(1).max(500).nullable() }))
    .output(Settings)
    .errors(errors('secret_store_unavailable')),
  /** Connects, logs in and, with `to`, sends one test message. Answers what the server said. */
  testSmtp: oc
    .input(z.object({ to: z.string().max(254).optional() }))
    .output(z.object({ reply: z.string(), tls: z.string().nullable(), sent: z.boolean() }))
    .errors(
      errors(
        'smtp_not_set',
        'smtp_unreachable',
        'smtp_timeout',
        'smtp_tls_failed',
        'smtp_auth_failed',
        'smtp_refused',
        'sender_not_set',
        'secret_store_unavailable',
      ),
    ),
};
