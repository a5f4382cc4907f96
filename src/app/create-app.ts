import type { ContractRouterClient } from '@orpc/contract';
import { createRouterClient } from '@orpc/server';
import type { Contract } from '../contract/index.ts';
import type { Topic } from '../contract/system.ts';
import type { Db } from '../db/db.ts';
import { createAcknowledgements } from '../features/acknowledgements/index.ts';
import { alertsHandlers, judgeAlerts } from '../features/alerts/index.ts';
import { createBlockLists } from '../features/blocklists/index.ts';
import { createBounces, recordRefusal } from '../features/bounces/index.ts';
import { checksHandlers } from '../features/checks/index.ts';
import { clientsHandlers } from '../features/clients/index.ts';
import { createConnections } from '../features/connections/index.ts';
import type { Core } from '../features/core.ts';
import { culpritsHandlers } from '../features/culprits/index.ts';
import { dossiersHandlers } from '../features/dossiers/index.ts';
import { evidenceHandlers, evidencePayload, recordEvidence } from '../features/evidence/index.ts';
import { createExplanations } from '../features/explanations/index.ts';
import { filesHandlers } from '../features/files/index.ts';
import type { OnSettled } from '../features/hooks.ts';
import { caseFromMailHandlers, hostMailsHandlers, wantedFrom } from '../features/host-mails/index.ts';
import { hostsHandlers } from '../features/hosts/index.ts';
import { importsHandlers } from '../features/imports/index.ts';
import { incidentReportHandlers } from '../features/incident-reports/index.ts';
import { incidentsHandlers } from '../features/incidents/index.ts';
import { ledgerHandlers, openLedger } from '../features/ledger/index.ts';
import { createLetters, keepBackMisdirected, letterSettled } from '../features/letters/index.ts';
import { dropUnfinished, knownAccounts, logsHandlers } from '../features/logs/index.ts';
import { mailboxHandlers } from '../features/mailbox/index.ts';
import { noticesHandlers, textPreviewHandlers, withdrawNotice } from '../features/notices/index.ts';
import { createOutbox, type Outbox } from '../features/outbox/index.ts';
import { policiesHandlers } from '../features/policies/index.ts';
import { recipientsHandlers } from '../features/recipients/index.ts';
import { createReminders } from '../features/reminders/index.ts';
import { innocentSettled, innocentsHandlers, keepBackPlans, repermissionHandlers } from '../features/repermission/index.ts';
import { settingsHandlers } from '../features/settings/index.ts';
import { statusesHandlers } from '../features/statuses/index.ts';
import { type ShellFacts, systemHandlers } from '../features/system/index.ts';
import { usageHandlers } from '../features/usage/index.ts';
import type { Ports } from '../ports/ports.ts';
import type { LogAccount } from '../shared/logs.ts';
import { Changes } from './changes.ts';
import { type AppRouter, createRouter } from './router.ts';

export interface App {
  readonly router: AppRouter;
  /** Calls operations in this process, through the same door as everybody. */
  readonly client: ContractRouterClient<Contract>;
  /** Every account of the data folder, as messages in logs are recognised by it. */
  logAccounts(): Promise<LogAccount[]>;
  /** Begins to send what is due. */
  start(): Promise<void>;
  /** Waits for the message in flight, then closes everything. */
  stop(): Promise<void>;
}

async function judgePack(core: Core, packId: string): Promise<void> {
  await core.db.write((tx) => judgeAlerts(core, tx, { packId, at: core.clock.now() }));
}

/** What follows from the fate of a letter of a case; other messages are none of its business. */
function letterEnded(core: Core): OnSettled {
  return async (tx, message) => {
    await letterSettled(core, tx, message);
    await innocentSettled(core, tx, message);
  };
}

/** What follows from the fate of a message, for the feature it is of. */
function settledIn(core: Core): OnSettled {
  const ofLetter = letterEnded(core);
  return async (tx, message) => {
    if (message.kind === 'letter') await ofLetter(tx, message);
    else if (message.state === 'cancelled') await withdrawNotice(core, tx, message);
    else await recordEvidence(core, tx, message);
    await recordRefusal(core, tx, message);
  };
}

/** What belongs to cases and needs nothing but the core and the outbox. */
function caseHandlers(core: Core, outbox: Outbox) {
  return {
    incidents: { ...incidentsHandlers(core, outbox), ...caseFromMailHandlers(core), ...incidentReportHandlers(core) },
    culprits: culpritsHandlers(core),
    dossiers: dossiersHandlers(core),
    repermission: repermissionHandlers(core, outbox),
    innocents: innocentsHandlers(core, outbox),
    recipients: recipientsHandlers(core),
    hostMails: hostMailsHandlers(core),
  };
}

/** Letters of cases that are not to leave any more. */
async function keepBackOfCases(core: Core, outbox: Parameters<typeof keepBackPlans>[1]): Promise<void> {
  await keepBackPlans(core, outbox);
  await keepBackMisdirected(core, outbox);
}

/** Every feature on one core, but for `system`, which is about all of them. */
function buildFeatures(core: Core) {
  const outbox = createOutbox(core, settledIn(core), async () => {
    await reminders.keepBack();
    await explanations.keepBack();
    await keepBackOfCases(core, outbox);
  });
  const explanations = createExplanations({ core, outbox });
  const acknowledgements = createAcknowledgements(core, { otherMail: explanations.otherMail, onReturned: letterEnded(core) });
  const reminders = createReminders(core, outbox);
  const connections = createConnections(core, undefined, wantedFrom);
  const blocklists = createBlockLists(core, (packId) => judgePack(core, packId));
  const letters = createLetters(core, outbox);
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
    logs: logsHandlers(core, connections.ask),
    checks: checksHandlers(core),
    blocklists: blocklists.handlers,
    letters: letters.handlers,
    explanations: explanations.handlers,
    ...caseHandlers(core, outbox),
  };
  return { handlers, outbox, acknowledgements, reminders, connections, blocklists, letters };
}

/** Builds the core from its ports. The database must be at the newest schema. */
export function createApp(ports: Ports, db: Db, shell: ShellFacts): App {
  const changes = new Changes();
  const core: Core = { ...ports, db, changed: (...topics: readonly Topic[]) => changes.emit(topics) };
  const { handlers, outbox, acknowledgements, reminders, connections, blocklists, letters } = buildFeatures(core);
  changes.hear(reminders.changed);
  changes.hear(letters.changed);
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
    logAccounts: async () => (await knownAccounts(db.read, null)).map(({ account, uid, domains, mailboxes }) => ({ account, uid, domains, mailboxes })),
    start: async () => {
      await openLedger(core, { evidence: evidencePayload });
      await dropUnfinished(core);
      // First what keeps back reminders that may not leave any more.
      await reminders.start();
      await outbox.start();
      await acknowledgements.start();
      await connections.start();
      await blocklists.start();
      letters.start();
    },
    stop: async () => {
      await letters.stop();
      await blocklists.stop();
      await connections.stop();
      await acknowledgements.stop();
      await reminders.stop();
      await outbox.stop();
      await ports.judge.close();
      await ports.pdf.close();
      await db.close();
    },
  };
}
