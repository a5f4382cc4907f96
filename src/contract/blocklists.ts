import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import {
  LIST_ASKERS,
  LIST_FACTS,
  LIST_MEANINGS,
  LIST_PROCEDURES,
  LIST_STATES,
  LIST_SUBJECTS,
  LIST_TERMS,
  LIST_WEIGHTS,
  LIST_WHYS,
  REMOVAL_FACTS,
} from '../shared/blocklists.ts';
import { CalendarDate, Instant, streamOf, Window } from './common.ts';
import { errors } from './errors.ts';
import { ClientId, PackId, WatchedIpId } from './ids.ts';

export const ListState = z.enum(LIST_STATES);
export type ListState = z.infer<typeof ListState>;
/** Id of a list in the catalogue, or of one's own. */
export const ListId = z.string().regex(/^[a-z0-9-]{1,60}$/);

/** How a list may be left: who may ask by the list's rules, how, where, and how long it takes. */
export const Removal = z.object({
  who: z.enum(LIST_ASKERS),
  procedure: z.enum(LIST_PROCEDURES),
  /** '' = none is published. */
  link: z.string(),
  /** Hours from and to; null = not published. */
  delay: z.object({ from: z.number(), to: z.number() }).nullable(),
  /** What of it nobody held against a source. */
  unconfirmed: z.array(z.enum(REMOVAL_FACTS)),
});
export type Removal = z.infer<typeof Removal>;

/** What an answer code says by the table of the list. `part`: the part of the list as it calls it itself. */
export const ListCode = z.object({ value: z.string(), meaning: z.enum(LIST_MEANINGS), part: z.string() });
export type ListCode = z.infer<typeof ListCode>;

/** What a list said of a subject. `at` null = never asked. */
export const ListAnswer = z.object({
  listId: ListId,
  state: ListState,
  /** Why it could not be checked; null where it could. */
  why: z.enum(LIST_WHYS).nullable(),
  codes: z.array(ListCode),
  at: Instant,
  /** Since when it is listed, as far as is known. */
  listedSince: Instant.nullable(),
  /** The last answer that said yes or no, where this one does not. */
  known: z.object({ state: z.enum(['listed', 'not_listed']), at: Instant }).nullable(),
});
export type ListAnswer = z.infer<typeof ListAnswer>;

/** A list of the catalogue. `queried` false: it has no public zone, so that only its web page or a bounce can tell. */
export const BlockList = z.object({
  id: ListId,
  name: z.string(),
  zone: z.string(),
  queried: z.boolean(),
  enabled: z.boolean(),
  own: z.boolean(),
  subjects: z.array(z.enum(LIST_SUBJECTS)),
  terms: z.enum(LIST_TERMS),
  /** A key that the list gives has to be part of the name; whether it was entered. */
  key: z.enum(['none', 'optional', 'needed']),
  keySet: z.boolean(),
  weight: z.enum(LIST_WEIGHTS),
  codes: z.array(ListCode),
  /** By which part of the list each is; none named = the whole list. */
  removals: z.array(Removal.extend({ parts: z.array(z.string()) })),
  retired: z.object({ on: CalendarDate }).nullable(),
  checkedOn: CalendarDate,
  source: z.string(),
  /** What of it was not found at its source on that day. */
  unconfirmed: z.array(z.enum(LIST_FACTS)),
  /** What the list answered for its own test points when it was last asked. */
  test: z.object({ at: Instant, why: z.enum(LIST_WHYS).nullable() }).nullable(),
});
export type BlockList = z.infer<typeof BlockList>;

export const WatchedIp = z.object({
  id: WatchedIpId,
  ip: z.string(),
  family: z.union([z.literal(4), z.literal(6)]),
  packId: PackId.nullable(),
  packName: z.string(),
  hostName: z.string(),
  /** Who may speak for the address: the host, or the reseller where it was given to him alone. */
  holder: z.enum(['host', 'reseller']),
  /** Others than the clients of this pack send from it as well. */
  shared: z.boolean(),
  note: z.string(),
  validFrom: CalendarDate,
  /** Last day; null = still in use. */
  validTo: CalendarDate.nullable(),
  /** Active accounts of its pack. */
  accounts: z.number(),
  checkedAt: Instant.nullable(),
  answers: z.array(ListAnswer),
});
export type WatchedIp = z.infer<typeof WatchedIp>;

export const BlocklistSettings = z.object({
  /** Own name servers, with a port where it is not 53; empty = those of the system. */
  servers: z.array(z.string().max(60)).max(4),
  timeoutSeconds: z.number().int().min(1).max(30),
  /** Also the domains of clients. */
  domains: z.boolean(),
  watch: z.boolean(),
  everyHours: z.number().int().min(6).max(168),
});
export type BlocklistSettings = z.infer<typeof BlocklistSettings>;

export const CheckRun = z.object({
  startedAt: Instant,
  endedAt: Instant,
  by: z.enum(['hand', 'watch']),
  outcome: z.enum(['done', 'cancelled', 'failed']),
  subjects: z.number(),
  lists: z.number(),
  counts: z.record(ListState, z.number()),
  /** Newly listed and no longer listed. */
  listed: z.number(),
  delisted: z.number(),
});
export type CheckRun = z.infer<typeof CheckRun>;

const StateCounts = z.record(ListState, z.number());

export const BlocklistOverview = z.object({
  /** Somebody agreed that the addresses are disclosed to the lists; null = nothing is asked. */
  agreed: z.object({ at: Instant, author: z.string() }).nullable(),
  settings: BlocklistSettings,
  running: z.boolean(),
  lastRun: CheckRun.nullable(),
  /** When the watch asks next; null = it does not. */
  nextAt: Instant.nullable(),
  lists: z.array(z.object({ id: ListId, name: z.string(), weight: z.enum(LIST_WEIGHTS), subjects: z.array(z.enum(LIST_SUBJECTS)) })),
  ips: z.array(WatchedIp),
  counts: z.object({ ips: StateCounts, domains: StateCounts }),
  domains: z.number(),
});
export type BlocklistOverview = z.infer<typeof BlocklistOverview>;

export const WatchedDomain = z.object({
  domain: z.string(),
  clientId: ClientId.nullable(),
  clientName: z.string(),
  checkedAt: Instant.nullable(),
  answers: z.array(ListAnswer),
});
export type WatchedDomain = z.infer<typeof WatchedDomain>;

/** A stay on a list. It began after `after` (null = never seen off it) and by `firstAt`; it ended after `lastAt` and by `endedAt`. */
export const Listing = z.object({
  subject: z.string(),
  listId: ListId,
  listName: z.string(),
  packId: PackId.nullable(),
  after: Instant.nullable(),
  firstAt: Instant,
  lastAt: Instant,
  endedAt: Instant.nullable(),
  codes: z.array(ListCode),
  reason: z.string(),
});
export type Listing = z.infer<typeof Listing>;

/** Whom a removal is asked of: the host who holds the address, the list itself, the client whose domain it is, or nobody since it ends by itself. */
export const RemovalRoute = z.enum(['host', 'list', 'client', 'nobody']);

export const BlocklistDetail = z.object({
  subject: z.string(),
  list: BlockList,
  answer: ListAnswer.nullable(),
  /** The name that was asked for, and the answer as it came. */
  question: z.string(),
  raw: z.array(z.string()),
  /** The list's own words (TXT); '' = none. */
  reason: z.string(),
  /** null = nothing is to be asked. */
  route: z.object({ to: RemovalRoute, removal: Removal }).nullable(),
  listings: z.array(Listing),
  /** Clients who send from the address, by pack; at most 200 of them are named. */
  sharers: z.array(
    z.object({
      packId: PackId,
      packName: z.string(),
      total: z.number(),
      accounts: z.array(z.object({ clientId: ClientId, clientName: z.string(), domain: z.string() })),
    }),
  ),
});
export type BlocklistDetail = z.infer<typeof BlocklistDetail>;

const OwnList = z.object({
  name: z.string().trim().min(1).max(80),
  zone: z.string().trim().min(3).max(200),
  subjects: z.array(z.enum(LIST_SUBJECTS)).min(1).max(3),
  link: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]).default(''),
});

export const blocklists = {
  overview: oc.input(z.object({})).output(BlocklistOverview).errors(errors()),
  /** Domains of clients, those with a listing first. */
  domains: oc
    .input(Window.extend({ search: z.string().max(200).default(''), show: z.enum(['all', 'listed', 'unchecked']).default('all') }))
    .output(z.object({ total: z.number(), rows: z.array(WatchedDomain) }))
    .errors(errors()),
  detail: oc
    .input(z.object({ subject: z.string().max(253), listId: ListId }))
    .output(BlocklistDetail)
    .errors(errors('blocklist_not_found')),
  /** Stays on lists, newest first; open ones only, or all. */
  listings: oc
    .input(z.object({ subject: z.string().max(253).optional(), packId: PackId.optional(), open: z.boolean().default(false) }))
    .output(z.array(Listing))
    .errors(errors()),
  catalogue: oc.input(z.object({})).output(z.array(BlockList)).errors(errors()),
  /** Agrees that the addresses are disclosed to the lists and the name servers on the way, or takes that back; then nothing is asked any more. */
  agree: oc
    .input(z.object({ agreed: z.boolean() }))
    .output(BlocklistOverview)
    .errors(errors()),
  setSettings: oc.input(BlocklistSettings.partial()).output(BlocklistSettings).errors(errors('resolver_invalid')),
  addIps: oc
    .input(
      z.object({
        ips: z.array(z.string().max(60)).min(1).max(500),
        packId: PackId.nullable().default(null),
        holder: z.enum(['host', 'reseller']).default('host'),
        shared: z.boolean().default(true),
        note: z.string().trim().max(300).default(''),
        validFrom: CalendarDate.optional(),
      }),
    )
    .output(z.object({ added: z.number(), known: z.number() }))
    .errors(errors('ip_invalid', 'pack_not_found')),
  changeIp: oc
    .input(
      z.object({
        id: WatchedIpId,
        packId: PackId.nullable(),
        holder: z.enum(['host', 'reseller']),
        shared: z.boolean(),
        note: z.string().trim().max(300),
        validTo: CalendarDate.nullable(),
      }),
    )
    .output(WatchedIp)
    .errors(errors('ip_not_found', 'pack_not_found')),
  /** Takes it off the screen; what was known of its listings stays. */
  removeIp: oc
    .input(z.object({ id: WatchedIpId }))
    .output(z.object({}))
    .errors(errors('ip_not_found')),
  /** Whether a list is asked, and the key it gave; '' takes the key away. */
  setList: oc
    .input(z.object({ id: ListId, enabled: z.boolean().optional(), key: z.union([z.literal(''), z.string().regex(/^[A-Za-z0-9]{4,63}$/)]).optional() }))
    .output(BlockList)
    .errors(errors('blocklist_not_found', 'secret_store_unavailable')),
  addList: oc.input(OwnList).output(BlockList).errors(errors('zone_invalid')),
  removeList: oc
    .input(z.object({ id: ListId }))
    .output(z.object({}))
    .errors(errors('blocklist_not_found')),
  /** Asks every enabled list about the subjects given, else about all. Test points come first; what was answered until a cancel is kept. */
  check: oc
    .input(z.object({ subjects: z.array(z.string().max(253)).max(1000).optional(), listId: ListId.optional() }))
    .output(eventIterator(streamOf(CheckRun)))
    .errors(errors('blocklists_not_agreed', 'blocklists_busy', 'secret_store_unavailable')),
};
