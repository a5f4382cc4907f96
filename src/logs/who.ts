import { mix } from './hash.ts';
import { DOMAIN_HIGH, DOMAIN_LOW, LOGIN, MESSAGE_WIDTH, type Messages, PANEL_DOMAIN, PANEL_USER, SCRIPT, USER } from './messages.ts';
import { nameOf } from './names.ts';
import { type Rows, rowOf } from './rows.ts';
import { type Tally, WHO_DOMAIN_HIGH, WHO_DOMAIN_LOW, WHO_LOGIN, WHO_PANEL_DOMAIN, WHO_PANEL_USER, WHO_SCRIPT, WHO_USER, WHO_WIDTH } from './tally.ts';

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
export interface Identity {
  login: number;
  user: number;
  panelUser: number;
  panelDomain: number;
  script: number;
  domainHigh: number;
  domainLow: number;
}

/** Numbers below 1000 are those of services: filters and list managers hand mail in again as theirs. */
const SERVICE = /^\d{1,3}$/;

export function isSystemUser(user: string): boolean {
  return SYSTEM_USERS.has(user) || SHARED_USERS.has(user) || SERVICE.test(user);
}

export function isSharedUser(user: string): boolean {
  return SHARED_USERS.has(user);
}

/** Row in `whos` of an identity that is distinct. */
export function whoOf(whos: Rows, identity: Identity): number {
  const { login, user, panelUser, panelDomain, script, domainHigh, domainLow } = identity;
  const high = mix(mix(login, user), mix(panelUser, panelDomain));
  let low = mix(mix(script, domainHigh), domainLow);
  for (;;) {
    const before = whos.size;
    const row = rowOf(whos, high, low);
    if (whos.size > before) fill(whos.cells, row * WHO_WIDTH, identity);
    else if (!isThat(whos.cells, row * WHO_WIDTH, identity)) {
      low = (low + 1) | 0;
      continue;
    }
    return row;
  }
}

/** Keys are only hashes, and a message must never reach another's account. */
function isThat(cells: Int32Array, at: number, identity: Identity): boolean {
  return (
    cells[at + WHO_LOGIN] === identity.login &&
    cells[at + WHO_USER] === identity.user &&
    cells[at + WHO_PANEL_USER] === identity.panelUser &&
    cells[at + WHO_PANEL_DOMAIN] === identity.panelDomain &&
    cells[at + WHO_SCRIPT] === identity.script &&
    cells[at + WHO_DOMAIN_HIGH] === identity.domainHigh &&
    cells[at + WHO_DOMAIN_LOW] === identity.domainLow
  );
}

function fill(cells: Int32Array, at: number, { login, user, panelUser, panelDomain, script, domainHigh, domainLow }: Identity): void {
  cells[at + WHO_LOGIN] = login;
  cells[at + WHO_USER] = user;
  cells[at + WHO_PANEL_USER] = panelUser;
  cells[at + WHO_PANEL_DOMAIN] = panelDomain;
  cells[at + WHO_SCRIPT] = script;
  cells[at + WHO_DOMAIN_HIGH] = domainHigh;
  cells[at + WHO_DOMAIN_LOW] = domainLow;
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

/** Reused: there is one for every message. */
const scratch: Identity = { login: 0, user: 0, panelUser: 0, panelDomain: 0, script: 0, domainHigh: 0, domainLow: 0 };

/**
 * Row in `whos` of the sender of a message. Less trustworthy signs are looked at only where better ones say nothing, so that there are few.
 */
export function whoOfMessage({ whos, names }: Tally, { data }: Messages, message: number): number {
  const at = message * MESSAGE_WIDTH;
  const login = data[at + LOGIN] ?? 0;
  const user = data[at + USER] ?? 0;
  const panelUser = data[at + PANEL_USER] ?? 0;
  const known = login !== 0 || panelUser !== 0 || (user !== 0 && !isSystemUser(nameOf(names, user)));
  scratch.login = login;
  scratch.user = login === 0 ? user : 0;
  scratch.panelUser = panelUser;
  scratch.panelDomain = data[at + PANEL_DOMAIN] ?? 0;
  scratch.script = login === 0 ? (data[at + SCRIPT] ?? 0) : 0;
  scratch.domainHigh = known ? 0 : (data[at + DOMAIN_HIGH] ?? 0);
  scratch.domainLow = known ? 0 : (data[at + DOMAIN_LOW] ?? 0);
  return whoOf(whos, scratch);
}
