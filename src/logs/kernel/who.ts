import * as c from '../columns';
import { userKind } from './host';
import * as m from './messages';
import { mix, rowOf } from './rows';
import { whole } from './stretch';

/** Everything a log says of who sent a message; numbers of names, 0 = nothing. */
export class Identity {
  login: i32 = 0;
  user: i32 = 0;
  panelUser: i32 = 0;
  panelDomain: i32 = 0;
  script: i32 = 0;
  domainHigh: i32 = 0;
  domainLow: i32 = 0;

  /** Says nothing any more. */
  clear(): void {
    this.login = this.user = this.panelUser = this.panelDomain = this.script = this.domainHigh = this.domainLow = 0;
  }
}

/** Filled in and asked for again and again: there is one for every message. */
export const identity: Identity = new Identity();

/** Row in `whos` of what stands in `identity`. */
export function whoOf(): i32 {
  const whos = whole.whos;
  const who = identity;
  const high = mix(mix(who.login, who.user), mix(who.panelUser, who.panelDomain));
  let low = mix(mix(who.script, who.domainHigh), who.domainLow);
  let before = whos.size;
  let row = rowOf(whos, high, low);
  // Keys are only hashes, and a message must never reach another's account.
  while (row < before && !isThat(whos.row(row))) {
    low += 1;
    before = whos.size;
    row = rowOf(whos, high, low);
  }
  if (row === before) fill(whos.row(row));
  return row;
}

function isThat(at: usize): bool {
  const who = identity;
  return (
    load<i32>(at, 4 * c.WHO_LOGIN) === who.login &&
    load<i32>(at, 4 * c.WHO_USER) === who.user &&
    load<i32>(at, 4 * c.WHO_PANEL_USER) === who.panelUser &&
    load<i32>(at, 4 * c.WHO_PANEL_DOMAIN) === who.panelDomain &&
    load<i32>(at, 4 * c.WHO_SCRIPT) === who.script &&
    load<i32>(at, 4 * c.WHO_DOMAIN_HIGH) === who.domainHigh &&
    load<i32>(at, 4 * c.WHO_DOMAIN_LOW) === who.domainLow
  );
}

function fill(at: usize): void {
  const who = identity;
  store<i32>(at, who.login, 4 * c.WHO_LOGIN);
  store<i32>(at, who.user, 4 * c.WHO_USER);
  store<i32>(at, who.panelUser, 4 * c.WHO_PANEL_USER);
  store<i32>(at, who.panelDomain, 4 * c.WHO_PANEL_DOMAIN);
  store<i32>(at, who.script, 4 * c.WHO_SCRIPT);
  store<i32>(at, who.domainHigh, 4 * c.WHO_DOMAIN_HIGH);
  store<i32>(at, who.domainLow, 4 * c.WHO_DOMAIN_LOW);
}

/** Row in `whos` of the sender of a message. Less trustworthy signs are looked at only where better ones say nothing, so that there are few. */
export function whoOfMessage(message: i32): i32 {
  const at = whole.messages.of(message);
  const who = identity;
  const login = load<i32>(at, m.LOGIN);
  const user = load<i32>(at, m.USER);
  const panelUser = load<i32>(at, m.PANEL_USER);
  const known = login !== 0 || panelUser !== 0 || (user !== 0 && (kindOf(user) & c.SYSTEM_USER) === 0);
  who.login = login;
  who.user = login === 0 ? user : 0;
  who.panelUser = panelUser;
  who.panelDomain = load<i32>(at, m.PANEL_DOMAIN);
  who.script = login === 0 ? load<i32>(at, m.SCRIPT) : 0;
  who.domainHigh = known ? 0 : load<i32>(at, m.DOMAIN_HIGH);
  who.domainLow = known ? 0 : load<i32>(at, m.DOMAIN_LOW);
  return whoOf();
}

/** Row in `whos` of a sender of whom nothing is known but the hash of a domain. */
export function whoOfDomain(high: i32, low: i32): i32 {
  identity.clear();
  identity.domainHigh = high;
  identity.domainLow = low;
  return whoOf();
}

/** Bits of what the user of that name is. */
export function kindOf(user: i32): i32 {
  const at = whole.users.row(rowOf(whole.users, user, 0));
  const known = load<i32>(at);
  if (known !== 0) return known - 1;
  const names = whole.names;
  const kind = userKind(names.from(user), names.to(user));
  store<i32>(at, kind + 1);
  return kind;
}
