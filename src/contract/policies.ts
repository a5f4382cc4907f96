import { oc } from '@orpc/contract';
import { z } from 'zod';
import { CalendarDate, Instant, Language, Sha256 } from './common.ts';
import { errors } from './errors.ts';
import { HostId, VersionId } from './ids.ts';

/** The 15 sections of a notice, in order. */
export const SECTION_IDS = [
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
] as const;
export const SectionId = z.enum(SECTION_IDS);
export type SectionId = z.infer<typeof SectionId>;

/** A block of a text: what mail, HTML and PDF are made of. Plain text only; `{{field}}` marks a merge field. */
export const Block = z.discriminatedUnion('type', [
  z.object({ type: z.literal('paragraph'), text: z.string() }),
  z.object({ type: z.literal('list'), items: z.array(z.string()) }),
  z.object({ type: z.literal('table'), head: z.array(z.string()), rows: z.array(z.array(z.string())) }),
]);
export type Block = z.infer<typeof Block>;

/** `rules` = ids of the source rules a section rests on. */
export const Section = z.object({ id: SectionId, title: z.string(), blocks: z.array(Block), rules: z.array(z.string()) });
export type Section = z.infer<typeof Section>;

export const PolicyText = z.object({ language: Language, title: z.string(), subject: z.string(), greeting: z.string(), sections: z.array(Section) });
export type PolicyText = z.infer<typeof PolicyText>;

export const VersionRow = z.object({
  id: VersionId,
  hostId: HostId,
  hostName: z.string(),
  number: z.number(),
  effectiveOn: CalendarDate,
  material: z.boolean(),
  changelog: z.string(),
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

export const policies = {
  list: oc
    .input(z.object({ hostId: HostId.optional() }))
    .output(z.array(VersionRow))
    .errors(errors()),
  get: oc
    .input(z.object({ id: VersionId }))
    .output(Version)
    .errors(errors('version_not_found')),
  /** The three siblings as they would be published now. Writes nothing. */
  draft: oc
    .input(z.object({ hostId: HostId, terms: PolicyTerms.prefault({}) }))
    .output(z.object({ texts: z.array(PolicyText), nextNumber: z.number(), unknownValues: z.array(z.string()) }))
    .errors(errors('host_not_found')),
  publish: oc
    .input(
      z.object({
        hostId: HostId,
        terms: PolicyTerms.prefault({}),
        effectiveOn: CalendarDate,
        changelog: z.string().trim().max(2000).default(''),
        material: z.boolean().default(true),
      }),
    )
    .output(Version)
    .errors(errors('host_not_found', 'policy_incomplete', 'policy_date_in_past')),
};
