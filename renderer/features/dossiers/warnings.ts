import type { DossierItemView, DossierRemark } from '../../../src/contract/dossiers.ts';

/** Remarks that only say why an item is not needed. */
const SPARED = ['not_asked', 'other_way', 'not_needed'] as const satisfies readonly DossierRemark[];
type Warning = Exclude<DossierRemark, (typeof SPARED)[number]>;

function isWarning(remark: DossierRemark): remark is Warning {
  return !SPARED.some((each) => each === remark);
}

/** What somebody should look at again. */
export function warningsOf({ remarks }: DossierItemView): Warning[] {
  return remarks.filter(isWarning);
}
