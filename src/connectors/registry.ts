import type { PanelKind } from '../shared/panels.ts';
import type { ConnectorKind } from './connector.ts';
import { directadmin } from './directadmin/index.ts';
import { hestia } from './hestia/index.ts';
import { ispconfig } from './ispconfig/index.ts';
import { ispmanager } from './ispmanager/index.ts';
import { plesk } from './plesk/index.ts';
import { virtualmin } from './virtualmin/index.ts';
import { whm } from './whm/index.ts';

export { type PanelDoor, panelDoor } from './access.ts';
export { panelBase } from './address.ts';
export { readReport } from './reports/index.ts';
export { discreet, wordsCutter } from './secrecy.ts';

/** Every panel there is a connector for. The one door to connectors, with how to reach a panel and how to read a report of one. */
export const PANELS = { whm, directadmin, plesk, ispmanager, virtualmin, hestia, ispconfig } satisfies Record<PanelKind, ConnectorKind>;
