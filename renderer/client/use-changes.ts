import { useEffect } from 'react';
import type { Topic } from '../../src/contract/system.ts';
import { client, orpc, queryClient } from './client.ts';
import { connection } from './connection.ts';

const RECONNECT_MS = 1_000;
/** Changes of a busy moment are answered together: a queue that sends must not make the page ask all the time. */
const GATHER_MS = 300;

/** What has to be asked again when a topic changed. Figures about clients depend on nearly everything. */
const ASKED_AGAIN: Record<Topic, readonly { key(): readonly unknown[] }[]> = {
  settings: [orpc.settings, orpc.outbox.summary, orpc.notices, orpc.letters, orpc.acknowledgements.mailbox],
  hosts: [orpc.hosts, orpc.clients, orpc.policies, orpc.reminders, orpc.connections, orpc.usage, orpc.statuses, orpc.alerts, orpc.checks],
  clients: [orpc.clients, orpc.hosts, orpc.notices, orpc.evidence, orpc.acknowledgements, orpc.imports.batches, orpc.reminders, orpc.usage, orpc.statuses],
  policies: [orpc.policies, orpc.notices, orpc.clients, orpc.evidence, orpc.acknowledgements, orpc.reminders],
  notices: [orpc.notices, orpc.clients, orpc.evidence, orpc.acknowledgements, orpc.reminders],
  outbox: [orpc.outbox, orpc.letters, orpc.explanations, orpc.innocents, orpc.repermission, orpc.clients, orpc.evidence, orpc.reminders],
  mailbox: [orpc.mailbox],
  evidence: [orpc.evidence, orpc.clients, orpc.acknowledgements, orpc.reminders],
  replies: [orpc.acknowledgements],
  ledger: [orpc.ledger],
  reminders: [orpc.reminders, orpc.clients],
  logs: [orpc.logs, orpc.culprits, orpc.incidents.analyses],
  bounces: [orpc.bounces, orpc.reminders, orpc.notices, orpc.clients],
  connections: [orpc.connections],
  usage: [orpc.usage, orpc.connections.list],
  statuses: [orpc.statuses, orpc.usage, orpc.clients],
  alerts: [orpc.alerts, orpc.usage.overview, orpc.clients],
  blocklists: [orpc.blocklists],
  dossiers: [orpc.dossiers],
  incidents: [orpc.incidents, orpc.hostMails, orpc.repermission, orpc.innocents, orpc.letters],
};

function askAgain(topics: readonly Topic[]): void {
  const asked = new Set(topics.flatMap((topic) => ASKED_AGAIN[topic]).concat(orpc.system.today));
  for (const part of asked) void queryClient.invalidateQueries({ queryKey: part.key() });
}

async function listen(signal: AbortSignal, isAgain: boolean): Promise<void> {
  const changes = await client.system.changes({}, { signal });
  connection.opened();
  // What changed while nobody listened; before, there would be nobody to answer.
  if (isAgain) void queryClient.invalidateQueries();
  const gathered = new Set<Topic>();
  for await (const { topics } of changes) {
    if (gathered.size === 0) {
      window.setTimeout(() => {
        askAgain([...gathered]);
        gathered.clear();
      }, GATHER_MS);
    }
    for (const topic of topics) gathered.add(topic);
  }
}

/** Keeps what is shown up to date for as long as the component is mounted; listens again after an interruption. */
export function useChanges(): void {
  useEffect(() => {
    const stopping = new AbortController();
    const keepListening = async () => {
      for (let isAgain = false; !stopping.signal.aborted; isAgain = true) {
        await listen(stopping.signal, isAgain).catch(() => undefined);
        if (stopping.signal.aborted) return;
        connection.lost();
        await new Promise((resolve) => window.setTimeout(resolve, RECONNECT_MS));
      }
    };
    void keepListening();
    return () => stopping.abort();
  }, []);
}
