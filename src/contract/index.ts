import { acknowledgements } from './acknowledgements.ts';
import { alerts } from './alerts.ts';
import { blocklists } from './blocklists.ts';
import { bounces } from './bounces.ts';
import { checks } from './checks.ts';
import { clients } from './clients.ts';
import { connections } from './connections.ts';
import { culprits } from './culprits.ts';
import { dossiers } from './dossiers.ts';
import { evidence } from './evidence.ts';
import { explanations } from './explanations.ts';
import { files } from './files.ts';
import { hostMails } from './host-mails.ts';
import { hosts } from './hosts.ts';
import { imports } from './imports.ts';
import { incidents } from './incidents.ts';
import { ledger } from './ledger.ts';
import { letters } from './letters.ts';
import { logs } from './logs.ts';
import { mailbox } from './mailbox.ts';
import { notices } from './notices.ts';
import { outbox } from './outbox.ts';
import { policies } from './policies.ts';
import { recipients } from './recipients.ts';
import { reminders } from './reminders.ts';
import { innocents, repermission } from './repermission.ts';
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
  logs,
  culprits,
  checks,
  blocklists,
  incidents,
  dossiers,
  letters,
  explanations,
  recipients,
  repermission,
  innocents,
  hostMails,
};

export type Contract = typeof contract;
