import { DAY_MS, HOUR_MS } from '../../../src/shared/durations.ts';

/** What is really so at a host, in words of no panel. Each stand-in tells it in its panel's dialect. */
export interface World {
  readonly login: string;
  readonly secret: string;
  readonly zone: string;
  /** Epoch milliseconds: the stand-in's clock and the connector's. */
  readonly now: number;
  readonly version: string;
  readonly resellerSuspended: boolean;
  readonly accounts: readonly WorldAccount[];
  readonly traffic: readonly WorldTraffic[];
  readonly messages: readonly WorldMessage[];
  readonly warnings: readonly { readonly id: string; readonly at: number; readonly subject: string; readonly text: string }[];
}

export interface WorldAccount {
  readonly login: string;
  readonly uid: number;
  readonly domain: string;
  readonly otherDomains: readonly string[];
  readonly emails: readonly string[];
  readonly owner: string;
  readonly plan: string;
  readonly createdAt: number;
  readonly suspended: boolean;
  /** Only the host can lift the suspension. */
  readonly locked: boolean;
  readonly outgoingMail: 'open' | 'held' | 'suspended';
  readonly reason: string;
  readonly suspendedAt: number | null;
  /** Messages an hour; null = no limit of its own. */
  readonly perHour: number | null;
}

/** What a domain of an account sent in the hour that begins at `at`. */
export interface WorldTraffic {
  readonly login: string;
  readonly domain: string;
  readonly at: number;
  readonly sent: number;
  readonly delivered: number;
  readonly deferred: number;
  readonly failed: number;
  readonly recipients: number;
  readonly bytes: number;
}

export interface WorldMessage {
  readonly messageId: string;
  readonly login: string;
  readonly domain: string;
  readonly sender: string;
  readonly recipient: string;
  readonly sentAt: number;
  /** null while nothing was tried. */
  readonly at: number | null;
  readonly outcome: 'delivered' | 'deferred' | 'failed' | 'in_progress';
  readonly remote: boolean;
  readonly text: string;
  readonly sizeBytes: number;
}

/** 15:20 in Moscow, which has had no summer time since 2014. */
const NOW = Date.UTC(2026, 10, 20, 12, 20);
const ZONE = 'Europe/Moscow';
/** Midnight of the day that is `NOW` in `ZONE`. */
export const TODAY = Date.UTC(2026, 10, 19, 21);
export const TODAY_DATE = '2026-11-20';
export const YESTERDAY_DATE = '2026-11-19';

function account(login: string, uid: number, changes: Partial<WorldAccount> = {}): WorldAccount {
  return {
    login,
    uid,
    domain: `${login}.example`,
    otherDomains: [],
    emails: [`owner@${login}.example`],
    owner: 'reseller1',
    plan: 'reseller1_basic',
    createdAt: Date.UTC(2024, 2, 3, 9, 15),
    suspended: false,
    locked: false,
    outgoingMail: 'open',
    reason: '',
    suspendedAt: null,
    perHour: null,
    ...changes,
  };
}

function traffic(login: string, at: number, sent: number, domain = `${login}.example`): WorldTraffic {
  return { login, domain, at, sent, delivered: sent + 2, deferred: sent % 7, failed: sent % 5, recipients: sent + 1, bytes: sent * 2048 };
}

/** One account in every state, and what three of them sent yesterday and today. */
export function smallWorld(changes: Partial<World> = {}): World {
  const [dawn, noon] = [TODAY - 18 * HOUR_MS, TODAY - 9 * HOUR_MS];
  return {
    login: 'reseller1',
    secret: 'S3CRET/token+of:the-reseller',
    zone: ZONE,
    now: NOW,
    version: '11.138.0.5',
    resellerSuspended: false,
    accounts: [
      account('alphausr', 1001, { otherDomains: ['addon.example'], perHour: 200 }),
      account('betausr', 1002, { suspended: true, reason: 'Overdue on payment', suspendedAt: Date.UTC(2026, 10, 1, 7, 30), plan: 'Sample - Hosting' }),
      account('gammausr', 1003, { suspended: true, locked: true, reason: 'Spam - abuse desk', suspendedAt: Date.UTC(2026, 10, 2, 8, 45) }),
      account('deltausr', 1004, { outgoingMail: 'suspended' }),
      account('epsusr', 1005, { outgoingMail: 'held', emails: [] }),
      account('zetausr', 1006, { perHour: 150 }),
    ],
    traffic: [
      traffic('alphausr', dawn, 31),
      traffic('alphausr', noon, 1240),
      traffic('alphausr', noon, 12, 'addon.example'),
      traffic('zetausr', noon, 9),
      traffic('alphausr', TODAY + HOUR_MS, 6),
      traffic('alphausr', TODAY + 14 * HOUR_MS, 44),
      traffic('deltausr', TODAY + 14 * HOUR_MS, 3),
    ],
    messages: lifeCycle(noon),
    warnings: [
      {
        id: '41',
        at: TODAY - 2 * HOUR_MS,
        subject: 'Warning: 1000 emails have just been sent by alphausr',
        text: 'The 1000 email limit for alphausr has been reached. The top sender is news@alphausr.example.',
      },
      { id: '40', at: TODAY - DAY_MS, subject: 'Welcome', text: 'Your account is ready.' },
    ],
    ...changes,
  };
}

/** One message that was put off and then went, one that was refused, one kept back by the server itself, one that waits. */
function lifeCycle(at: number): WorldMessage[] {
  const from = { login: 'alphausr', domain: 'alphausr.example', sender: 'news@alphausr.example', sizeBytes: 2048, remote: true, sentAt: at };
  const first = { ...from, messageId: '1veXYZ-00000001abc-0001', recipient: 'user@dest.example' };
  return [
    { ...first, at: at + 5000, outcome: 'deferred', text: 'SMTP error from remote mail server after RCPT TO: 451 4.7.1 Greylisted, try again later' },
    { ...first, at: at + 900_000, outcome: 'delivered', text: 'Accepted' },
    { ...from, messageId: '1veXYZ-00000002abc-0002', recipient: 'gone@dest.example', at: at + 2000, outcome: 'failed', text: '550 5.1.1 User unknown' },
    {
      ...from,
      messageId: '1veXYZ-00000003abc-0003',
      recipient: 'user@other.example',
      at: at + 3000,
      outcome: 'failed',
      remote: false,
      text: 'Domain alphausr.example has exceeded the max emails per hour (200/200 (100%)) allowed.  Message discarded.',
    },
    { ...from, messageId: '1veXYZ-00000005abc-0005', recipient: 'slow@dest.example', at: null, outcome: 'in_progress', text: '' },
  ];
}

/** So many accounts, all of them active and without traffic. */
export function crowdedWorld(accounts: number): World {
  return smallWorld({ accounts: Array.from({ length: accounts }, (_, index) => account(`user${index}`, 2000 + index)), traffic: [], messages: [] });
}
