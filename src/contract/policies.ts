import { oc } from '@orpc/contract';
import { z } from 'zod';
import { CalendarDate, Language, Sha256 } from './common.ts';
import { errors } from './errors.ts';
import { ClientId, FileRef, HostId, VersionId } from './ids.ts';
import { MergeField } from './merge-fields.ts';
import { OwnRules, RulePack } from './rule-pack.ts';
import {
  Block,
  Gap,
  Hint,
  PolicyTerms,
  PolicyText,
  SectionDifference,
  SectionId,
  SectionState,
  StaleSentence,
  TextKind,
  Trilingual,
  Version,
  VersionRow,
} from './texts.ts';

/** A text as it would be published now. */
export const Draft = z.object({
  kind: TextKind,
  texts: z.array(PolicyText),
  states: z.array(z.object({ language: Language, sections: z.array(SectionState) })),
  nextNumber: z.number(),
  /** Names of rule values and terms the text has to ask for. */
  unknownValues: z.array(z.string()),
  /** Why the next version cannot be editorial: it is the first, or rules, own rules or terms changed what the text says. Null = it may be. */
  materialBecause: z.enum(['first', 'rules_changed']).nullable(),
  /** Empty = it may be published. */
  gaps: z.array(Gap),
  hints: z.array(Hint),
  /** Reading ease of each sibling, 0 (hard) to 100 (easy), on the scale made for its language. */
  readability: z.array(z.object({ language: Language, score: z.number() })),
  /** Merge fields this text may use. */
  fields: z.array(MergeField),
});
export type Draft = z.infer<typeof Draft>;

const hostText = z.object({ hostId: HostId, kind: TextKind.default('notice') });
/** `head` = title, subject and greeting, as a title and two paragraphs. */
const place = hostText.extend({ language: Language, section: SectionId });
const wording = z.object({ title: z.string().trim().min(1).max(300), blocks: z.array(Block).max(60) });

/** A text with its values: those of a client where one is named, then `values`. A field without any is shown as its name in brackets, and is `missing`. */
const previewInput = hostText.extend({
  language: Language,
  clientId: ClientId.optional(),
  values: z.partialRecord(MergeField, z.string().max(10_000)).default({}),
  /** Facts of a case that the text says are not known, unless `values` has them; fields that no letter can do without stay `missing`. */
  notKnown: z.array(MergeField).optional(),
  /** Wording not saved yet, shown in its place. */
  unsaved: wording.extend({ section: SectionId }).optional(),
  /** A published version instead of the draft. */
  versionId: VersionId.optional(),
});

export const policies = {
  list: oc
    .input(z.object({ hostId: HostId.optional(), kind: TextKind.optional() }))
    .output(z.array(VersionRow))
    .errors(errors()),
  get: oc
    .input(z.object({ id: VersionId }))
    .output(Version)
    .errors(errors('version_not_found')),
  /** Every text of a host: newest version, and what would keep the next from being published. */
  texts: oc
    .input(z.object({ hostId: HostId }))
    .output(
      z.array(z.object({ kind: TextKind, version: VersionRow.nullable(), edited: z.boolean(), changed: z.boolean(), gaps: z.number(), stale: z.number() })),
    )
    .errors(errors('host_not_found')),
  terms: oc
    .input(z.object({ hostId: HostId }))
    .output(PolicyTerms)
    .errors(errors('host_not_found')),
  setTerms: oc
    .input(z.object({ hostId: HostId, terms: PolicyTerms }))
    .output(PolicyTerms)
    .errors(errors('host_not_found')),
  /** The three siblings as they would be published now. Writes nothing; `terms` stands for the stored ones. */
  draft: oc
    .input(hostText.extend({ terms: PolicyTerms.optional() }))
    .output(Draft)
    .errors(errors('host_not_found')),
  /** Replaces the generated wording of a section in one language; `wording` null gives the generated one back. */
  edit: oc
    .input(place.extend({ wording: wording.nullable() }))
    .output(Draft)
    .errors(errors('host_not_found', 'section_not_found')),
  /** Says that a sibling that is behind, or a wording under which a rule changed, stays as it is. */
  confirm: oc.input(place).output(Draft).errors(errors('host_not_found', 'section_not_found')),
  /** Hints about wording not saved yet. */
  hints: oc
    .input(place.extend({ wording }))
    .output(z.object({ hints: z.array(Hint), readability: z.number() }))
    .errors(errors('host_not_found')),
  preview: oc
    .input(previewInput)
    .output(
      z.object({
        subject: z.string(),
        text: z.string(),
        html: z.string(),
        contentSha256: Sha256,
        missing: z.array(MergeField),
        /** Fields in use with the value each got. */
        values: z.partialRecord(MergeField, z.string()),
      }),
    )
    .errors(errors('host_not_found', 'client_not_found', 'version_not_found')),
  previewPdf: oc
    .input(previewInput)
    .output(z.object({ fileRef: FileRef, contentSha256: Sha256 }))
    .errors(errors('host_not_found', 'client_not_found', 'version_not_found')),
  /** What differs between two versions, or between a version and the draft (`to` left out). */
  compare: oc
    .input(z.object({ from: VersionId, to: VersionId.optional() }))
    .output(
      z.object({ from: VersionRow, to: VersionRow.nullable(), languages: z.array(z.object({ language: Language, sections: z.array(SectionDifference) })) }),
    )
    .errors(errors('version_not_found')),
  /** Sentences of published and edited texts that the rules given (or, without any, the present ones) no longer say. */
  stale: oc
    .input(z.object({ hostId: HostId, rules: RulePack.optional(), own: OwnRules.optional() }))
    .output(z.array(StaleSentence))
    .errors(errors('host_not_found')),
  /** Writes the draft down for good. The first version of a text is always material. `terms` are kept as the host's. */
  publish: oc
    .input(
      hostText.extend({
        terms: PolicyTerms.optional(),
        effectiveOn: CalendarDate,
        changelog: Trilingual.prefault({}),
        material: z.boolean().default(true),
      }),
    )
    .output(Version)
    .errors(errors('host_not_found', 'policy_incomplete', 'policy_date_in_past', 'policy_not_editorial')),
};
