import type { ContractRouterClient } from '@orpc/contract';
import { createRouterClient } from '@orpc/server';
import type { Contract } from '../contract/index.ts';
import type { Topic } from '../contract/system.ts';
import type { Db } from '../db/db.ts';
import { createAcknowledgements } from '../features/acknowledgements/index.ts';
import { alertsHandlers } from '../features/alerts/index.ts';
import { createBounces, recordRefusal } from '../features/bounces/index.ts';
import { clientsHandlers } from '../features/clients/index.ts';
import { createConnections } from '../features/connections/index.ts';
import type { Core } from '../features/core.ts';
import { evidenceHandlers, evidencePayload, recordEvidence } from '../features/evidence/index.ts';
import { filesHandlers } from '../features/files/index.ts';
import type { OnSettled } from '../features/hooks.ts';
import { hostsHandlers } from '../features/hosts/index.ts';
import { importsHandlers } from '../features/imports/index.ts';
import { ledgerHandlers, openLedger } from '../features/ledger/index.ts';
import { mailboxHandlers } from '../features/mailbox/index.ts';
import { noticesHandlers, textPreviewHandlers, withdrawNotice } from '../features/notices/index.ts';
import { createOutbox } from '../features/outbox/index.ts';
import { policiesHandlers } from '../features/policies/index.ts';
import { createReminders } from '../features/reminders/index.ts';
import { settingsHandlers } from '../features/settings/index.ts';
import { statusesHandlers } from '../features/statuses/index.ts';
import { type ShellFacts, systemHandlers } from '../features/system/index.ts';
import { usageHandlers } from '../features/usage/index.ts';
import type { Ports } from '../ports/ports.ts';
import { Changes } from './changes.ts';
import { type AppRouter, createRouter } from './router.ts';

export interface App {
  readonly router: AppRouter;
  /** Calls operations in this process, through the same door as everybody. */
  readonly client: ContractRouterClient<Contract>;
  /** Begins to send what is due. */
  start(): Promise<void>;
  /** Waits for the message in flight, then closes everything. */
  stop(): Promise<void>;
}

/** Every feature on one core, but for `system`, which is about all of them. */
function buildFeatures(core: Core) {
  const settled: OnSettled = async (tx, message) => {
    if (message.state === 'cancelled') await withdrawNotice(core, tx, message);
    else await recordEvidence(core, tx, message);
    await recordRefusal(core, tx, message);
  };
  const outbox = createOutbox(core, settled, () => reminders.keepBack());
  const acknowledgements = createAcknowledgements(core);
  const reminders = createReminders(core, outbox);
  const connections = createConnections(core);
  const handlers = {
    acknowledgements: acknowledgements.handlers,
    settings: settingsHandlers(core, outbox),
    files: filesHandlers(core),
    hosts: hostsHandlers(core),
    clients: clientsHandlers(core),
    imports: importsHandlers(core),
    policies: { ...policiesHandlers(core), ...textPreviewHandlers(core) },
    notices: noticesHandlers(core, outbox.enqueue),
    outbox: outbox.handlers,
    bounces: createBounces(core),
    reminders: reminders.handlers,
    mailbox: mailboxHandlers(core),
    evidence: evidenceHandlers(core),
    ledger: ledgerHandlers(core, { evidence: evidencePayload }),
    connections: connections.handlers,
    usage: usageHandlers(core, connections.ask),
    statuses: statusesHandlers(core),
    alerts: alertsHandlers(core),
  };
  return { handlers, outbox, acknowledgements, reminders, connections };
}

/** Builds the core from its ports. The database must be at the newest schema. */
export function createApp(ports: Ports, db: Db, shell: ShellFacts): App {
  const changes = new Changes();
  const core: Core = { ...ports, db, changed: (...topics: readonly Topic[]) => changes.emit(topics) };
  const { handlers, outbox, acknowledgements, reminders, connections } = buildFeatures(core);
  changes.hear(reminders.changed);
  const system = systemHandlers(core, {
    shell,
    neighbours: handlers,
    rebuild: (other) => buildFeatures(other).handlers,
    listen: (signal) => changes.listen(signal),
  });
  const router = createRouter({ ...handlers, system }, ports);
  return {
    router,
    client: createRouterClient(router),
    start: async () => {
      await openLedger(core, { evidence: evidencePayload });
      // First what keeps back reminders that may not leave any more.
      await reminders.start();
      await outbox.start();
      await acknowledgements.start();
      await connections.start();
    },
    stop: async () => {
      await connections.stop();
      await acknowledgements.stop();
      await reminders.stop();
      await outbox.stop();
      await ports.pdf.close();
      await db.close();
    },
  };
}
