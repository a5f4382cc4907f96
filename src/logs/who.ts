import {
  SHARED_USER,
  SYSTEM_USER,
  WHO_DOMAIN_HIGH,
  WHO_DOMAIN_LOW,
  WHO_LOGIN,
  WHO_PANEL_DOMAIN,
  WHO_PANEL_USER,
  WHO_SCRIPT,
  WHO_USER,
  WHO_WIDTH,
} from './columns.ts';
import type { Rows } from './rows.ts';

/** Users that web servers run everybody's scripts as. */
const SHARED_USERS = new Set('nobody www www-data apache httpd nginx lighttpd litespeed _www 33 48 65534'.split(' '));
/** Users that mail servers and panels run as: what they send is nobody's own. */
const SYSTEM_USERS = new Set(
  (
    'root mail mailnull mailman daemon bin exim exim4 Debian-exim eximuser postfix cpanel diradmin psaadm ' +
    'popuser vmail dovecot cron operator admin systemd-network _postfix 0'
  ).split(' '),
);

/** Everything a log says of who sent a message; numbers of names, 0 = nothing. */
interface Identity {
  readonly login: number;
  readonly user: number;
  readonly panelUser: number;
  readonly panelDomain: number;
  readonly script: number;
  readonly domainHigh: number;
  readonly domainLow: number;
}

/** Numbers below 1000 are those of services: filters and list managers hand mail in again as theirs. */
const SERVICE = /^\d{1,3}$/;

export function isSystemUser(user: string): boolean {
  return SYSTEM_USERS.has(user) || SHARED_USERS.has(user) || SERVICE.test(user);
}

/** `SYSTEM_USER`, `SHARED_USER`: bits of what a user is. */
export function kindOfUser(user: string): number {
  return (isSystemUser(user) ? SYSTEM_USER : 0) | (SHARED_USERS.has(user) ? SHARED_USER : 0);
}

/** Identity of a row of `whos`. */
export function identityOf({ cells }: Rows, who: number): Identity {
  const at = who * WHO_WIDTH;
  return {
    login: cells[at + WHO_LOGIN] ?? 0,
    user: cells[at + WHO_USER] ?? 0,
    panelUser: cells[at + WHO_PANEL_USER] ?? 0,
    panelDomain: cells[at + WHO_PANEL_DOMAIN] ?? 0,
    script: cells[at + WHO_SCRIPT] ?? 0,
    domainHigh: cells[at + WHO_DOMAIN_HIGH] ?? 0,
    domainLow: cells[at + WHO_DOMAIN_LOW] ?? 0,
  };
}
