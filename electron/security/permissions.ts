import type { Session } from 'electron/main';
import { isOwnUrl } from './origin.ts';

/** Copying text is all a page may do without being refused; Electron's default is to allow everything. */
export function mayUse(permission: string, origin: string): boolean {
  return permission === 'clipboard-sanitized-write' && isOwnUrl(origin);
}

/** Both handlers are needed: one answers questions, the other silent checks. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => answer(mayUse(permission, details.requestingUrl)));
  session.setPermissionCheckHandler((_contents, permission, origin) => mayUse(permission, origin));
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler(null);
}
