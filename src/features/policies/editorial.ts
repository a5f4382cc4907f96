import type { Draft } from '../../contract/policies.ts';
import type { ReadDb } from '../../db/db.ts';
import { canonicalJson } from '../../shared/canonical-json.ts';
import type { Core } from '../core.ts';
import { type DraftOrder, sourceOf } from './draft.ts';
import { draftText } from './texts/index.ts';
import { basisOf, newestVersionId, type TextBasis } from './versions.repo.ts';

/**
 * Why the next version of a text has to be material. Wording may change editorially; what the rules say may not: who was told the version before
 * has not been told the new limit. Null when it may be editorial, also beside a version whose basis was not kept.
 */
export async function materialBecause(core: Core, db: ReadDb, order: DraftOrder): Promise<Draft['materialBecause']> {
  const newest = await newestVersionId(db, { hostId: order.host.id, kind: order.kind });
  if (newest === null) return 'first';
  const basis = await basisOf(db, newest);
  if (basis === null) return null;
  const says = (from: TextBasis) => canonicalJson(draftText(order.kind, sourceOf({ host: order.host, basis: from }), core.texts));
  const { platforms, cost } = order.basis.terms;
  // What mailings could be sent with instead, and what an incident costs, bind nobody.
  return says({ ...basis, terms: { ...basis.terms, platforms, cost } }) === says(order.basis) ? null : 'rules_changed';
}
