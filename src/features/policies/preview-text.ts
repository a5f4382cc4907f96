import { fail } from '../../contract/fail.ts';
import type { MergeField } from '../../contract/merge-fields.ts';
import type { PolicyText, SectionId, TextKind } from '../../contract/texts.ts';
import { dateIn } from '../../shared/calendar.ts';
import type { Language } from '../../shared/language.ts';
import type { Core } from '../core.ts';
import { draftOf, orderOf, siblingIn } from './draft.ts';
import { findVersion, nextNumber } from './versions.repo.ts';
import { plainWording, type Wording, withWording } from './wording.rules.ts';

/** Which text is to be shown. */
export interface PreviewOrder {
  readonly hostId: string;
  readonly kind: TextKind;
  readonly language: Language;
  /** A published version instead of the draft. */
  readonly versionId?: string | undefined;
  /** Wording not saved yet, shown in its place. */
  readonly unsaved?: (Wording & { readonly section: SectionId }) | undefined;
  /** What is known of the case a letter is about. */
  readonly values?: Readonly<Partial<Record<MergeField, string | undefined>>>;
}

/** A text to be shown before it is sent or published. */
export interface PreviewedText {
  readonly text: PolicyText;
  readonly number: number;
  /** The day it takes effect; today for a draft, which has none yet. */
  readonly effectiveOn: string;
}

/** The text a preview is of. Throws `host_not_found`, and `version_not_found` for a version of another host or text. */
export async function findPreviewed(core: Core, order: PreviewOrder): Promise<PreviewedText> {
  const { text, ...facts } = await (order.versionId === undefined ? draftedText(core, order) : publishedText(core, order, order.versionId));
  const { unsaved } = order;
  return { ...facts, text: unsaved === undefined ? text : withWording(text, unsaved.section, plainWording(unsaved)) };
}

function todayOf({ clock }: Core): string {
  return dateIn(clock.now(), clock.timeZone());
}

async function draftedText(core: Core, { hostId, kind, language, values }: PreviewOrder): Promise<PreviewedText> {
  const { read } = core.db;
  const text = siblingIn(
    draftOf(core, { ...(await orderOf(read, { hostId, kind })), limitIsKnown: (values?.account_limit ?? '').trim() !== '' }).texts,
    language,
  );
  if (text === undefined) throw fail('version_not_found', {});
  return { text, number: await nextNumber(read, hostId, kind), effectiveOn: todayOf(core) };
}

async function publishedText(core: Core, { hostId, kind, language }: PreviewOrder, versionId: string): Promise<PreviewedText> {
  const version = await findVersion(core.db.read, todayOf(core), versionId);
  const found = version.texts.find((each) => each.language === language);
  if (found === undefined || version.hostId !== hostId || version.kind !== kind) throw fail('version_not_found', {});
  const { sha256: _, ...text } = found;
  return { text, number: version.number, effectiveOn: version.effectiveOn };
}
