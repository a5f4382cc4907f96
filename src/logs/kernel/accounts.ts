import { high, low } from './hash';
import { Numbers, zeros } from './memory';
import { findRow, Rows, rowOf } from './rows';
import { whole } from './stretch';

/* When everything is read: whose what was counted is. The program says which account everybody who sent is, and which domains are of this server. */

/** In place of the number of an account. */
export const NOBODY: i32 = -1;
/** In place of it where a domain is of this server, and nothing says whose. */
export const NOT_SAID: i32 = -2;
/** By their hashes: whose they are. */
const domains: Rows = new Rows(1);
/** By account: the hash of its name, two numbers. */
const names: Numbers = new Numbers();
/** By who: the number of his account. */
let whos: usize = 0;
/** By owner: whether his recipients turned out to be on this server. */
let here: usize = 0;
/** By owner: his account, but nobody's where his recipients turned out to be on this server. */
export const outside: Numbers = new Numbers();
/** Accounts are numbered from 0. */
export let size: i32 = 0;

/** Place for the account of everybody who sent, to be filled. */
export function placeOfWhos(): usize {
  whos = heap.alloc(whole.whos.size << 2);
  return whos;
}

/** A domain is of this server, and whose. */
export function addDomain(high: i32, low: i32, account: i32): void {
  store<i32>(domains.row(rowOf(domains, high, low)), account);
}

/** The name of the next account, by its hash. */
export function addName(high: i32, low: i32): void {
  names.push(high);
  names.push(low);
}

/** Whether what was hashed last is the name of an account. */
export function isNamed(account: i32): bool {
  return names.get(2 * account) === high && names.get(2 * account + 1) === low;
}

/** Whether the domain that was hashed last is an account's own: as it is known, or as it has the account's name. */
export function isOwn(account: i32): bool {
  const row = findRow(domains, high, low);
  const known = row < 0 ? NOT_SAID : load<i32>(domains.row(row));
  return known === NOT_SAID ? isNamed(account) : known === account;
}

/** Everything was said. */
export function begin(): void {
  const owners = whole.owners;
  size = names.size / 2;
  here = zeros(owners.size);
  for (let owner = 0; owner < owners.size; owner++) {
    const local = isLocal(owners.second(owner));
    store<u8>(here + owner, local ? 1 : 0);
    outside.push(local ? NOBODY : accountOf(owner));
  }
}

/** Whether a domain, by the number of its name, is of this server. */
export function isLocal(domain: i32): bool {
  const names = whole.names.rows;
  return domain !== 0 && findRow(domains, names.first(domain), names.second(domain)) >= 0;
}

export function isHere(owner: i32): bool {
  return load<u8>(here + owner) !== 0;
}

/** Account of an owner. */
export function accountOf(owner: i32): i32 {
  return load<i32>(whos + (whole.owners.first(owner) << 2));
}
