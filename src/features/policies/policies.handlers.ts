import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import { FIELDS_OF } from '../../contract/merge-fields.ts';
import type { Draft } from '../../contract/policies.ts';
import type { PolicyTerms } from '../../contract/texts.ts';
import { dateIn } from '../../shared/calendar.ts';
import type { Core } from '../core.ts';
import { findHost, saveTerms } from '../hosts/index.ts';
import { draftOf, orderOf, sourceOf } from './draft.ts';
import { confirmSection, editSection } from './edit.ts';
import type { HostText } from './edits.repo.ts';
import { gapsOf } from './gaps.rules.ts';
import { publishVersion } from './publish.ts';
import { unknownValues } from './texts/index.ts';
import { findVersion, listVersions, nextNumber } from './versions.repo.ts';

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
    unknownValues: unknownValues(kind, sourceOf(order), core.texts),
    gaps: gapsOf({ kind, ...drafted }),
    hints: [],
    readability: [],
    fields: [...FIELDS_OF[kind]],
  };
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
    texts: async () => [],
    hints: async () => ({ hints: [], readability: 0 }),
    compare: async () => {
      throw new Error('TODO');
    },
    stale: async () => [],
  };
}
