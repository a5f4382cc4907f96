import { AppError } from '../../shared/app-error.ts';
import type { Connector, ConnectorKind } from '../connector.ts';

/** Not readable yet. */
export const whm: ConnectorKind = {
  form: { kind: 'whm', defaultPort: 2087, privileges: [], secret: 'token', needsZone: false },
  connect: () => unreadable,
};

const never = (): never => {
  throw new AppError('panel_not_published');
};

const unreadable: Connector = { capabilities: () => [], probe: never, accounts: never, usage: null, messages: null, warnings: null };
