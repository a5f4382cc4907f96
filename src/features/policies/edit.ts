import { fail } from '../../contract/fail.ts';
import type { SectionId } from '../../contract/texts.ts';
import type { Language } from '../../shared/language.ts';
import type { Core } from '../core.ts';
import { readAuthor } from '../settings/index.ts';
import { orderOf, siblingIn, sourceOf, wordingSha256 } from './draft.ts';
import { afterConfirm, afterEdit, type Change, type Edit } from './draft-state.rules.ts';
import { type HostText, saveSiblings } from './edits.repo.ts';
import { draftText } from './texts/index.ts';
import { HEAD, isHead, placesOf, plainWording, sameWording, type Wording, wordingOf } from './wording.rules.ts';

/** A section of a text of a host, in one language. */
export interface Place extends HostText {
  readonly language: Language;
  readonly section: SectionId;
}

/**
 * Words a section; null gives the generated wording back, and so does writing just that. Throws `host_not_found`, `section_not_found`, and
 * `invalid_input` for a head that is not two paragraphs.
 */
export async function editSection(core: Core, place: Place, wording: Wording | null): Promise<void> {
  const given = wording === null ? null : plainWording(wording);
  if (given !== null && place.section === HEAD && !isHead(given)) throw fail('invalid_input', { path: 'wording.blocks' });
  await changeSection(core, place, (siblings, change, generated) => {
    const asGenerated = given !== null && sameWording(given, generated);
    return afterEdit(siblings, { ...change, wording: asGenerated ? null : given });
  });
}

/** Says that a section stays as it is. Throws `host_not_found`, `section_not_found`. */
export async function confirmSection(core: Core, place: Place): Promise<void> {
  await changeSection(core, place, afterConfirm);
}

type Rule = (siblings: readonly Edit[], change: Omit<Change, 'wording'>, generated: Wording) => readonly Edit[];

async function changeSection(core: Core, place: Place, rule: Rule): Promise<void> {
  const { kind, language, section } = place;
  if (!placesOf(kind).includes(section)) throw fail('section_not_found', {});
  await core.db.write(async (tx) => {
    const order = await orderOf(tx, place);
    const text = siblingIn(draftText(kind, sourceOf(order), core.texts), language);
    const generated = text === undefined ? undefined : wordingOf(text, section);
    if (generated === undefined) throw fail('section_not_found', {});
    const author = await readAuthor(core, tx);
    const change = { section, language, generatedSha256: wordingSha256(core, text, section), author, editedAt: core.clock.now() };
    const siblings = order.edits.filter((edit) => edit.section === section);
    await saveSiblings(tx, place, rule(siblings, change, generated));
  });
  core.changed('policies');
}
