import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { AlertSummary } from './alerts.ts';
import { Instant, Language, streamOf } from './common.ts';
import { DossierRow } from './dossiers.ts';
import { errors } from './errors.ts';
import { Coverage, GapRow } from './evidence.ts';
import { FileRef } from './ids.ts';
import { IncidentRow } from './incidents.ts';
import { OutboxSummary } from './outbox.ts';
import { CatchUp } from './reminder-runs.ts';

/** What may have changed; the receiver asks again for what it shows. */
export const Topic = z.enum([
  'settings',
  'hosts',
  'clients',
  'policies',
  'notices',
  'outbox',
  'mailbox',
  'evidence',
  'replies',
  'ledger',
  'reminders',
  'bounces',
  'logs',
  'connections',
  'usage',
  'statuses',
  'alerts',
  'blocklists',
  'incidents',
  'dossiers',
]);
export type Topic = z.infer<typeof Topic>;

export const system = {
  info: oc
    .input(z.object({}))
    .output(
      z.object({
        version: z.string(),
        shell: z.enum(['electron', 'headless', 'cli', 'test']),
        platform: z.string(),
        runtime: z.string(),
        dataFolder: z.string(),
        databaseVersion: z.number(),
        now: Instant,
        timeZone: z.string(),
      }),
    )
    .errors(errors()),
  /** What needs the user, and what stands. */
  today: oc
    .input(z.object({}))
    .output(
      z.object({
        hosts: z.number(),
        clients: z.number(),
        publishedVersions: z.number(),
        hostsWithoutPolicy: z.array(z.object({ id: z.string(), name: z.string() })),
        coverage: Coverage,
        noticesReady: z.number(),
        noticesBlocked: z.number(),
        outbox: OutboxSummary,
        sentSinceYesterday: z.number(),
        senderComplete: z.boolean(),
        /** Mails that answered a notice and wait for somebody to say whether they acknowledge it. */
        repliesToRead: z.number(),
        /** Reminders of the coming seven days, and what is late. */
        reminders: z.object({ week: z.number(), catchUp: CatchUp, pausedAll: z.boolean() }),
        /** Messages that came back or were refused in the last seven days, and clients no address of whom may be written to. */
        bounces: z.object({ week: z.number(), clientsBlocked: z.number() }),
        /** What the hosts say that somebody should look at, and how well the hosts are read. */
        alerts: AlertSummary,
        /** Cases that are open, those that are due today or late, those that nobody cares for any more, and the first of the due ones. */
        incidents: z.object({ open: z.number(), due: z.number(), stale: z.number(), first: z.array(IncidentRow) }),
        /** Grants of white lists that end within 30 days or have ended, and nobody asked for again. */
        dossiersDue: z.array(DossierRow),
        connections: z.object({ total: z.number(), ok: z.number(), failing: z.number(), oldestReadAt: Instant.nullable(), undecided: z.number() }),
        /** Active accounts without proof of the round in force, and those whose gap is the longest. */
        gaps: z.object({ total: z.number(), longest: z.array(GapRow) }),
      }),
    )
    .errors(errors()),
  /** Never ends by itself: one value per burst of changes. */
  changes: oc
    .input(z.object({}))
    .output(eventIterator(z.object({ topics: z.array(Topic) })))
    .errors(errors()),
  /** Fills an empty workspace with believable data. */
  fillDemo: oc
    .input(z.object({ language: Language.default('en') }))
    .output(eventIterator(streamOf(z.object({ clients: z.number() }))))
    .errors(errors('workspace_not_empty')),
  backup: oc
    .input(z.object({}))
    .output(z.object({ fileRef: FileRef, sizeBytes: z.number() }))
    .errors(errors('disk_full')),
  /** Health of the data folder: each check with its answer. */
  doctor: oc
    .input(z.object({}))
    .output(
      z.object({
        checks: z.array(
          z.object({
            id: z.enum(['integrity', 'foreign_keys', 'schema', 'data_folder', 'outbox', 'secrets', 'policy_hashes', 'ledger']),
            outcome: z.enum(['pass', 'fail', 'unknown']),
            detail: z.string(),
          }),
        ),
      }),
    )
    .errors(errors()),
};
