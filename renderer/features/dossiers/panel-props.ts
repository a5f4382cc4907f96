import type { Dossier, DossierItemView } from '../../../src/contract/dossiers.ts';

/** What can stand in a panel: one item of one dossier. */
export interface PanelProps {
  dossier: Dossier;
  item: DossierItemView;
}
