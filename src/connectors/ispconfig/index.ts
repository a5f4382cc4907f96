import { AppError } from '../../shared/app-error.ts';
import type { Connector, ConnectorKind } from '../connector.ts';

/** Not readable yet. */
export const ispconfig: ConnectorKind = {
  form: { kind: 'ispconfig', defaultPort: 8080, privileges: [], secret: 'password', needsZone: true },
  connect: () => unreadable,
};

const never = (): never => {
  throw new AppError('panel_not_published');
};

const unreadable: Connector = { capabilities: () => [], probe: never, accounts: never, usage: null, messages: null, warnings: null };
