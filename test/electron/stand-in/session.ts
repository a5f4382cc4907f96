import { z } from 'zod';
import { records } from './records.ts';

export type Handler = (request: Request) => Response | Promise<Response>;
type BeforeRequest = (details: { url: string }, answer: (response: { cancel?: boolean }) => void) => void;
type PermissionRequest = (contents: null, permission: string, answer: (granted: boolean) => void, details: { requestingUrl: string }) => void;
type PermissionCheck = (contents: null, permission: string, origin: string) => boolean;

const Privileged = z.array(z.object({ scheme: z.string(), privileges: z.record(z.string(), z.boolean()) }));

/** The one session: rules are recorded, asked by the pages' requests, and callable by tests. */
class Session {
  readonly handlers = new Map<string, Handler>();
  beforeRequest: BeforeRequest | undefined;
  permissionRequest: PermissionRequest | undefined;
  permissionCheck: PermissionCheck | undefined;

  readonly protocol = {
    handle: (scheme: string, handler: Handler): void => {
      if (!records.schemes.some((known) => z.object({ scheme: z.literal(scheme) }).safeParse(known).success)) throw new Error(`Unknown scheme ${scheme}`);
      this.handlers.set(scheme, handler);
    },
  };

  readonly webRequest = {
    onBeforeRequest: (filter: { urls: readonly string[] }, listener: BeforeRequest): void => {
      if (!filter.urls.includes('<all_urls>')) throw new Error('The stand-in filters all addresses or none');
      this.beforeRequest = listener;
    },
  };

  setPermissionRequestHandler(handler: PermissionRequest): void {
    this.permissionRequest = handler;
    records.permissions.request = true;
  }

  setPermissionCheckHandler(handler: PermissionCheck): void {
    this.permissionCheck = handler;
    records.permissions.check = true;
  }

  setDevicePermissionHandler(handler: (details: object) => boolean): void {
    records.permissions.device = !handler({});
  }

  setDisplayMediaRequestHandler(handler: unknown): void {
    records.permissions.displayMedia = handler === null ? 'none' : 'some';
  }

  /** What the filter says about an address. */
  cancels(url: string): boolean {
    let cancelled = false;
    this.beforeRequest?.({ url }, ({ cancel }) => {
      cancelled = cancel === true;
    });
    return cancelled;
  }
}

export const defaultSession = new Session();

export function registerSchemes(schemes: unknown): void {
  records.schemes.push(...Privileged.parse(schemes));
}
