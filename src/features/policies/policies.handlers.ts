import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import { FIELDS_OF } from '../../contract/merge-fields.ts';
import type { Draft } from '../../contract/policies.ts';
import type { PolicyTerms, PolicyText } from '../../contract/texts.ts';
import { dateIn } from '../../shared/calendar.ts';
import type { Language } from '../../shared/language.ts';
import type { Core } from '../core.ts';
import { findHost, saveTerms } from '../hosts/index.ts';
import { type DraftOrder, draftOf, orderOf, siblingIn, sourceOf } from './draft.ts';
import { rewordedIn } from './draft-state.rules.ts';
import { confirmSection, editSection } from './edit.ts';
import { materialBecause } from './editorial.ts';
import type { HostText } from './edits.repo.ts';
import { gapsOf } from './gaps.rules.ts';
import { vouchedFigures } from './hints/figures.rules.ts';
import { type HintScope, hintsFor, hintsIn, readabilityOfText } from './hints/hints.rules.ts';
import { readabilityOf } from './hints/readability.rules.ts';
import { compareVersions, overviewOf, staleSentences } from './overview.ts';
import { publishVersion } from './publish.ts';
import { proseIn } from './sentences.rules.ts';
import { draftText, unknownValues } from './texts/index.ts';
import { findVersion, listVersions, nextNumber } from './versions.repo.ts';
import { plainWording } from './wording.rules.ts';

/** Everything but the previews, which are letters: the notices make those. */
type PolicyHandlers = Omit<Handlers<Contract['policies']>, 'preview' | 'previewPdf'>;

async function showDraft(core: Core, { hostId, kind }: HostText, terms?: PolicyTerms): Promise<Draft> {
  const { read } = core.db;
  const order = await orderOf(read, { hostId, kind }, { terms });
  const drafted = draftOf(core, order);
  return {
    kind,
    texts: [...drafted.texts],
    states: drafted.states.map(({ language, sections }) => ({ language, sections: [...sections] })),
    nextNumber: await nextNumber(read, hostId, kind),
    unknownValues: unknownValues(kind, { ...sourceOf(order), reworded: rewordedIn(order.edits) }, core.texts),
    materialBecause: await materialBecause(core, read, order),
    gaps: gapsOf({ kind, ...drafted }),
    hints: drafted.texts.flatMap((text) => hintsIn(scopeOf(order, drafted.generated, text.language), text)),
    readability: drafted.texts.map((text) => ({ language: text.language, score: readabilityOfText(text) })),
    fields: [...FIELDS_OF[kind]],
  };
}

/** What a sentence is judged by: the figures that stand in the rules, the terms and the text as it is generated. */
function scopeOf({ kind, basis }: DraftOrder, generated: readonly PolicyText[], language: Language): HintScope {
  const text = siblingIn(generated, language);
  return { kind, language, vouched: text === undefined ? new Set() : vouchedFigures(basis, text) };
}

async function hintsAbout(core: Core, { language, section, wording, ...text }: Parameters<PolicyHandlers['hints']>[0]): ReturnType<PolicyHandlers['hints']> {
  const order = await orderOf(core.db.read, text);
  const scope = scopeOf(order, draftText(text.kind, sourceOf(order), core.texts), language);
  const given = plainWording(wording);
  return { hints: hintsFor(scope, section, given), readability: readabilityOf(proseIn(given, language), language) };
}

/** Words, publishes, compares and shows the texts about each host. */
export function policiesHandlers(core: Core): PolicyHandlers {
  const { db, clock } = core;
  const today = (): string => dateIn(clock.now(), clock.timeZone());
  return {
    list: async (filter) => listVersions(db.read, today(), filter),
    get: async ({ id }) => findVersion(db.read, today(), id),
    terms: async ({ hostId }) => (await findHost(db.read, hostId)).terms,
    setTerms: async ({ hostId, terms }) => {
      await db.write((tx) => saveTerms(tx, hostId, terms));
      core.changed('policies', 'hosts');
      return terms;
    },
    draft: async ({ terms, ...text }) => showDraft(core, text, terms),
    edit: async ({ wording, ...place }) => {
      await editSection(core, place, wording);
      return showDraft(core, place);
    },
    confirm: async (place) => {
      await confirmSection(core, place);
      return showDraft(core, place);
    },
    publish: async (publication) => findVersion(db.read, today(), await publishVersion(core, publication)),
    texts: ({ hostId }) => overviewOf(core, hostId),
    hints: (input) => hintsAbout(core, input),
    compare: (versions) => compareVersions(core, versions),
    stale: (input) => staleSentences(core, input),
  };
}
