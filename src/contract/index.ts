import { acknowledgements } from './acknowledgements.ts';
import { alerts } from './alerts.ts';
import { bounces } from './bounces.ts';
import { clients } from './clients.ts';
import { connections } from './connections.ts';
import { evidence } from './evidence.ts';
import { files } from './files.ts';
import { hosts } from './hosts.ts';
import { imports } from './imports.ts';
import { ledger } from './ledger.ts';
import { mailbox } from './mailbox.ts';
import { notices } from './notices.ts';
import { outbox } from './outbox.ts';
import { policies } from './policies.ts';
import { reminders } from './reminders.ts';
import { settings } from './settings.ts';
import { statuses } from './statuses.ts';
import { system } from './system.ts';
import { usage } from './usage.ts';

/** Every operation there is. Shells, command line and renderer derive from it; nothing else crosses. */
export const contract = {
  system,
  settings,
  files,
  hosts,
  clients,
  imports,
  policies,
  notices,
  outbox,
  mailbox,
  evidence,
  acknowledgements,
  ledger,
  reminders,
  bounces,
  connections,
  usage,
  statuses,
  alerts,
};

export type Contract = typeof contract;
