import * as c from '../columns';
import * as accounts from './accounts';
import { Grouped } from './grouped';
import { Numbers, zeros } from './memory';
import { bump, findRow, Rows, rowOf } from './rows';
import { whole } from './stretch';

/** By account and quarter: what is told of it. */
const quarters: Rows = new Rows(c.LEFT);
/** By row of a quarter and number of a reply. */
const outcomes: Rows = new Rows(c.OUTCOME_WIDTH);
/** By reply, `REPLY_*`. */
export const replies: Numbers = new Numbers();
/** By who: messages; by account: whether it is shown. */
export const messages: Numbers = new Numbers();
let shown: usize = 0;
/** Messages and recipients of nobody, then whose they are, by numbers of whos. */
export const unattributed: Numbers = new Numbers();
let ofQuarters: Grouped = new Grouped(quarters, 0);
let ofOutcomes: Grouped = new Grouped(outcomes, 0);

/** Whether an account sent something, or something was sent on for it. */
export function isShown(account: i32): bool {
  return load<u8>(shown + account) !== 0;
}

/** Adds up what was counted by quarter, and what became of it, for each account. */
export function shareCells(): void {
  shown = zeros(accounts.size);
  fill(messages, whole.whos.size);
  fill(unattributed, 2);
  fill(replies, (whole.replies.size + 1) * c.REPLY_WIDTH);
  const own = zeros(whole.cells.size << 2);
  const nobodies = zeros(whole.whos.size);
  for (let row = 0; row < whole.cells.size; row++) {
    const owner = whole.cells.first(row);
    if (accounts.accountOf(owner) === accounts.NOBODY) addNobody(row, nobodies);
    else if (accounts.isHere(owner)) addHere(row);
    else store<i32>(own + (row << 2), addCell(row) + 1);
  }
  for (let who = 0; who < whole.whos.size; who++) if (load<u8>(nobodies + who) !== 0) unattributed.push(who);
  shareOutcomes(own);
  heap.free(own);
  heap.free(nobodies);
  ofQuarters = new Grouped(quarters, accounts.size);
  ofOutcomes = new Grouped(outcomes, quarters.size);
}

/** Makes a list of so many zeros. */
function fill(list: Numbers, numbers: i32): void {
  list.more(numbers);
  memory.fill(list.at, 0, numbers << 2);
}

function addNobody(row: i32, nobodies: usize): void {
  const at = whole.cells.row(row);
  const owner = whole.cells.first(row);
  const left = load<i32>(at, 4 * c.LEFT);
  const recipients = accounts.isHere(owner) ? 0 : load<i32>(at, 4 * c.RECIPIENTS);
  bump(unattributed.at, left);
  bump(unattributed.at + 4, recipients);
  if (left + recipients > 0) store<u8>(nobodies + whole.owners.first(owner), 1);
}

/** Recipients that turned out to be on this server. */
function addHere(row: i32): void {
  const recipients = load<i32>(whole.cells.row(row), 4 * c.RECIPIENTS);
  if (recipients === 0) return;
  const account = accounts.accountOf(whole.cells.first(row));
  bump(quarters.row(rowOf(quarters, account, whole.cells.second(row))) + 4 * c.LOCAL, recipients);
  store<u8>(shown + account, 1);
}

/** Returns the row of the quarter. */
function addCell(row: i32): i32 {
  const owner = whole.cells.first(row);
  const account = accounts.accountOf(owner);
  const from = whole.cells.row(row);
  const quarter = rowOf(quarters, account, whole.cells.second(row));
  const to = quarters.row(quarter);
  for (let column = 0; column < c.LEFT; column++) {
    const count = load<i32>(from + (column << 2));
    if (count > 0) store<u8>(shown + account, 1);
    bump(to + (column << 2), count);
  }
  bump(messages.at + (whole.owners.first(owner) << 2), load<i32>(from, 4 * c.MESSAGES));
  return quarter;
}

/** `own`: by cell, the row of its quarter + 1. Replies are numbered in the order in which they were first seen. */
function shareOutcomes(own: usize): void {
  const from = whole.outcomes;
  for (let row = 0; row < from.size; row++) {
    if (load<i32>(own + (from.first(row) << 2)) === 0) continue;
    const reply = replies.at + from.second(row) * (c.REPLY_WIDTH << 2);
    addOutcome(from.row(row), reply);
    store<i32>(reply, 1, 4 * c.REPLY_NUMBER);
  }
  let number = 0;
  for (let reply = 0; reply <= whole.replies.size; reply++) {
    const at = replies.at + reply * (c.REPLY_WIDTH << 2);
    if (load<i32>(at, 4 * c.REPLY_NUMBER) === 0) continue;
    number += 1;
    store<i32>(at, number, 4 * c.REPLY_NUMBER);
  }
  for (let row = 0; row < from.size; row++) {
    const quarter = load<i32>(own + (from.first(row) << 2));
    if (quarter === 0) continue;
    const reply = replies.get(from.second(row) * c.REPLY_WIDTH + c.REPLY_NUMBER) - 1;
    addOutcome(from.row(row), outcomes.row(rowOf(outcomes, quarter - 1, reply)));
  }
}

function addOutcome(from: usize, to: usize): void {
  bump(to + 4 * c.FAILED_OF, load<i32>(from, 4 * c.FAILED_OF));
  bump(to + 4 * c.DEFERRED_OF, load<i32>(from, 4 * c.DEFERRED_OF));
}

/** Writes what an account did in each quarter; `totals`: what it did in all. */
export function writeCells(account: i32, into: Numbers, totals: Numbers): void {
  const all = ofQuarters;
  totals.size = 0;
  fill(totals, c.LEFT);
  into.push(all.end(account) - all.begin(account));
  for (let place = all.begin(account); place < all.end(account); place++) {
    const quarter = findRow(quarters, account, all.key(place));
    into.push(all.key(place));
    for (let column = 0; column < c.LEFT; column++) {
      const count = load<i32>(quarters.row(quarter) + (column << 2));
      into.push(count);
      bump(totals.at + (column << 2), count);
    }
    writeOutcomes(quarter, into);
  }
}

function writeOutcomes(quarter: i32, into: Numbers): void {
  const all = ofOutcomes;
  into.push(all.end(quarter) - all.begin(quarter));
  for (let place = all.begin(quarter); place < all.end(quarter); place++) {
    const at = outcomes.row(findRow(outcomes, quarter, all.key(place)));
    into.push(all.key(place));
    into.push(load<i32>(at, 4 * c.FAILED_OF));
    into.push(load<i32>(at, 4 * c.DEFERRED_OF));
  }
}
