import { z } from 'zod';
import { CalendarDate, Instant, Language, Sha256 } from './common.ts';
import { HostId, VersionId } from './ids.ts';

/** Every text there is. `notice` and `reminder` go to each client; the others belong to a case. */
export const TEXT_KINDS = [
  'notice',
  'reminder',
  'care_request',
  'spike_warning',
  'formal_warning',
  'explanation_request',
  'repermission',
  'unblock_request',
  'delist_host',
  'delist_list',
  'whitelist_application',
  'recipient_unblock',
  'recipient_provider',
  'trusted_sender',
  'innocent_notice',
] as const;
export const TextKind = z.enum(TEXT_KINDS);
export type TextKind = z.infer<typeof TextKind>;

/** The sections of each text, in order. */
export const SECTION_IDS = {
  notice: [
    'who',
    'summary',
    'why',
    'definitions',
    'allowed',
    'conditions',
    'limits',
    'law',
    'triggers',
    'consequences',
    'if_it_happens',
    'security',
    'alternatives',
    'resale',
    'acceptance',
  ],
  reminder: ['who', 'changed', 'essentials', 'limits', 'traffic', 'questions'],
  spike_warning: ['facts', 'done', 'actions', 'deadline', 'limits'],
  care_request: ['facts', 'others', 'care', 'contact'],
  formal_warning: ['facts', 'earlier', 'rules', 'next', 'contact'],
  explanation_request: ['evidence', 'questions', 'judgement', 'deadline'],
  repermission: ['start', 'segments', 'reconfirmation', 'afterwards', 'report'],
  unblock_request: ['subject', 'told', 'cause', 'measures', 'innocent', 'request', 'commitment'],
  delist_host: ['listing', 'told', 'cause', 'measures', 'recurrence', 'request'],
  delist_list: ['listing', 'cause', 'measures', 'recurrence', 'request'],
  whitelist_application: ['server', 'purpose', 'consent', 'sample', 'unsubscribe', 'technical', 'attachments'],
  recipient_unblock: ['ticket', 'provider', 'confirmation', 'trusted_sender'],
  recipient_provider: ['recipient', 'request', 'confirmation', 'contact'],
  trusted_sender: ['steps', 'pass_on'],
  innocent_notice: ['facts', 'done', 'your_mail', 'contact'],
} as const satisfies Readonly<Record<TextKind, readonly string[]>>;
/** Id of a section, or `head` for title, subject and greeting. */
export const SectionId = z.string().regex(/^[a-z_]{1,40}$/);
export type SectionId = z.infer<typeof SectionId>;

/** A block of a text: what mail, HTML and PDF are made of. Plain text only; `{{field}}` marks a merge field. */
export const Block = z.discriminatedUnion('type', [
  z.object({ type: z.literal('paragraph'), text: z.string().max(5000) }),
  z.object({ type: z.literal('list'), items: z.array(z.string().max(5000)).max(100) }),
  z.object({ type: z.literal('table'), head: z.array(z.string().max(1000)).max(8), rows: z.array(z.array(z.string().max(2000)).max(8)).max(100) }),
]);
export type Block = z.infer<typeof Block>;

/** `rules` = ids of the source rules a section rests on. */
export const Section = z.object({ id: SectionId, title: z.string().max(300), blocks: z.array(Block).max(60), rules: z.array(z.string()) });
export type Section = z.infer<typeof Section>;

/** A text in one language. */
export const PolicyText = z.object({ language: Language, title: z.string(), subject: z.string(), greeting: z.string(), sections: z.array(Section) });
export type PolicyText = z.infer<typeof PolicyText>;

/** One sentence in three languages; all empty = nothing to say. */
export const Trilingual = z.object({
  en: z.string().trim().max(2000).default(''),
  fr: z.string().trim().max(2000).default(''),
  ru: z.string().trim().max(2000).default(''),
});
export type Trilingual = z.infer<typeof Trilingual>;

/** A published text, without its words. */
export const VersionRow = z.object({
  id: VersionId,
  hostId: HostId,
  hostName: z.string(),
  kind: TextKind,
  /** Counts up for each text of a host. */
  number: z.number(),
  effectiveOn: CalendarDate,
  /** False = editorial: what was proved of the version before still holds. */
  material: z.boolean(),
  changelog: Trilingual,
  author: z.string(),
  publishedAt: Instant,
  /** Over the canonical JSON of the three siblings. */
  sha256: Sha256,
  inForce: z.boolean(),
});
export type VersionRow = z.infer<typeof VersionRow>;

export const Version = VersionRow.extend({ texts: z.array(PolicyText.extend({ sha256: Sha256 })) });
export type Version = z.infer<typeof Version>;

/** What the reseller adds to the host's rules; every empty value prints as "ask". */
export const PolicyTerms = z.object({
  /** Country whose law paragraph is printed. */
  lawCountry: z.enum(['FR', 'EU', 'MA', 'DZ', 'TN', 'UK', 'US', 'CA', 'RU', 'BY', 'KZ', 'none']).default('none'),
  answerWithinHours: z.number().int().positive().max(720).nullable().default(null),
  reminderMonths: z.number().int().positive().max(60).nullable().default(null),
  platforms: z.string().max(1000).default(''),
  cost: z.string().max(300).default(''),
});
export type PolicyTerms = z.infer<typeof PolicyTerms>;

/** How a section of a draft stands. */
export const SectionState = z.object({
  id: SectionId,
  /** True where the reseller's own wording replaces the generated one. */
  edited: z.boolean(),
  /** An edit elsewhere is newer: this sibling has to be reworded or confirmed before publishing. */
  behind: z.boolean(),
  /** The host's rules changed under an edited wording: it has to be reworded, confirmed or given back. */
  outdated: z.boolean(),
});
export type SectionState = z.infer<typeof SectionState>;

/** A remark about the wording of one sentence. `values` fill the sentence of `code` in `locales/<language>/editor.json`. */
export const Hint = z.object({
  language: Language,
  section: SectionId,
  sentence: z.string(),
  code: z.enum(['long_sentence', 'hard_to_read', 'glossary', 'threat', 'dated_advice', 'foreign_figure', 'unknown_field', 'capitals', 'accusation']),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Hint = z.infer<typeof Hint>;

/** What keeps a draft from being published, per language and section. */
export const Gap = z.object({
  language: Language.nullable(),
  section: SectionId.nullable(),
  code: z.enum(['missing', 'empty', 'behind', 'outdated', 'unknown_field', 'different_facts', 'changelog_missing']),
});
export type Gap = z.infer<typeof Gap>;

/** How one section differs between two texts, sentence by sentence. */
export const SectionDifference = z.object({
  id: SectionId,
  title: z.string(),
  sentences: z.array(
    z.object({
      state: z.enum(['same', 'added', 'removed', 'changed']),
      /** Runs of words; a `changed` sentence mixes all three. */
      parts: z.array(z.object({ state: z.enum(['same', 'added', 'removed']), text: z.string() })),
    }),
  ),
});
export type SectionDifference = z.infer<typeof SectionDifference>;

/** A sentence of a published or edited text that the rules no longer say. */
export const StaleSentence = z.object({
  kind: TextKind,
  versionNumber: z.number().nullable(),
  language: Language,
  section: SectionId,
  sectionTitle: z.string(),
  sentence: z.string(),
  /** What would be said now; null when nothing takes its place. */
  replacement: z.string().nullable(),
  /** True when the sentence stands in the reseller's own wording, which nobody changes for him. */
  edited: z.boolean(),
});
export type StaleSentence = z.infer<typeof StaleSentence>;
