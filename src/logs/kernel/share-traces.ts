import * as c from '../columns';
import * as accounts from './accounts';
import { isForeign } from './foreign';
import { isLogin } from './host';
import { Numbers, zeros } from './memory';
import { bump, findRow, Rows, rowOf } from './rows';
import { whole } from './stretch';

/** Traces of one kind that are told of an account. */
const MOST: i32 = 20;
/** Mails with one subject from which on it says something; a single mail's is nobody's business. */
const SAME_SUBJECT: i32 = 3;
const KINDS: i32 = c.REFUSED_LOGIN_TRACE + 1;
/** In place of a number. */
const NOT_TOLD: i32 = -1;
const ONE_OF_OTHERS: i32 = -2;
/** Traces by account with kind, and name, `TRACE_*` and `SUM_*`: some rows of the tally count recipients apart that turned out to be here. */
export const sums: Rows = new Rows(c.TRACE_WIDTH);
/** By row of the tally: row of its sum + 1. */
let sumOf: usize = 0;
/** By account with kind: so many of the largest, the largest first. */
let best: usize = 0;
let bestSizes: usize = 0;
/** By account: its foreign senders beyond those that are told one by one, as one trace: who takes another one for each mail would be seen by none of them. */
const others: Rows = new Rows(c.TRACE_WIDTH);
/** What is told, `TOLD_*`, of one account after the other; and where those of each account end. */
export const told: Numbers = new Numbers();
const ends: Numbers = new Numbers();

/** Numbers of what is told of an account. */
export function beginOf(account: i32): i32 {
  return account === 0 ? 0 : ends.get(account - 1);
}

export function endOf(account: i32): i32 {
  return ends.get(account);
}

/** Row of the sum that a trace of the tally belongs to; −1 = none. */
export function sumOfTrace(trace: i32): i32 {
  return load<i32>(sumOf + (trace << 2)) - 1;
}

/** Whether a sum is told with others. */
export function isOneOfOthers(sum: i32): bool {
  return load<i32>(sums.row(sum), 4 * c.SUM_TOLD) === ONE_OF_OTHERS;
}

/** Number under which a sum is told, alone or with others; −1 = it is not. */
export function toldAs(sum: i32): i32 {
  const number = load<i32>(sums.row(sum), 4 * c.SUM_TOLD);
  if (number === ONE_OF_OTHERS) return load<i32>(others.row(rowOf(others, sums.first(sum) / c.TRACE_KINDS, 0)), 4 * c.SUM_TOLD) - 1;
  return number > 0 ? number - 1 : -1;
}

/** Finds the largest traces of each kind for each account. */
export function shareTraces(): void {
  sumOf = zeros(whole.traces.size << 2);
  for (let row = 0; row < whole.traces.size; row++) addTrace(row);
  best = heap.alloc(accounts.size * KINDS * (MOST << 2));
  bestSizes = zeros(accounts.size * (KINDS << 2));
  for (let sum = 0; sum < sums.size; sum++) if (counts(sum)) rank(sum);
  for (let group = 0; group < accounts.size * KINDS; group++) {
    for (let place = 0; place < sizeOf(group); place++) store<i32>(sums.row(bestAt(group, place)), NOT_TOLD, 4 * c.SUM_TOLD);
  }
  for (let sum = 0; sum < sums.size; sum++) addOther(sum);
  for (let account = 0; account < accounts.size; account++) tellAll(account);
}

function addTrace(row: i32): void {
  const traces = whole.traces;
  const kind = traces.first(row) % c.TRACE_KINDS;
  const name = traces.second(row);
  const account = accounts.outside.get(traces.first(row) / c.TRACE_KINDS);
  if (account === accounts.NOBODY || (kind === c.DESTINATION_TRACE && accounts.isLocal(name))) return;
  const sum = rowOf(sums, account * c.TRACE_KINDS + kind, name);
  add(traces.row(row), sums.row(sum));
  store<i32>(sumOf + (row << 2), sum + 1);
}

/** Adds what was counted, a line that may be the first, and a time that may be the last. */
function add(from: usize, to: usize): void {
  for (let column = 0; column < c.TRACE_SERIAL; column++) bump(to + (column << 2), load<i32>(from + (column << 2)));
  store<i32>(to, whole.lines.earlier(load<i32>(to, 4 * c.TRACE_LINE), load<i32>(from, 4 * c.TRACE_LINE)), 4 * c.TRACE_LINE);
  store<u32>(to, max(load<u32>(to, 4 * c.TRACE_LAST), load<u32>(from, 4 * c.TRACE_LAST)), 4 * c.TRACE_LAST);
}

/** Whether a trace is large enough to say something, and, of a login that was refused, whether it is somebody's here. */
function counts(sum: i32): bool {
  const at = sums.row(sum);
  const kind = sums.first(sum) % c.TRACE_KINDS;
  const messages = load<i32>(at, 4 * c.TRACE_MESSAGES);
  if (kind === c.SUBJECT_TRACE) return messages >= SAME_SUBJECT;
  if (messages + weightOf(sum) === 0) return false;
  const name = sums.second(sum);
  return kind !== c.REFUSED_LOGIN_TRACE || isLogin(whole.names.from(name), whole.names.to(name));
}

function weightOf(sum: i32): i32 {
  return load<i32>(sums.row(sum), 4 * c.TRACE_RECIPIENTS) + load<i32>(sums.row(sum), 4 * c.TRACE_FAILED);
}

function isLarger(one: i32, other: i32): bool {
  const byWeight = weightOf(one) - weightOf(other);
  if (byWeight !== 0) return byWeight > 0;
  const byMessages = load<i32>(sums.row(one), 4 * c.TRACE_MESSAGES) - load<i32>(sums.row(other), 4 * c.TRACE_MESSAGES);
  return byMessages !== 0 ? byMessages > 0 : whole.names.order(sums.second(one), sums.second(other)) < 0;
}

/** Puts a trace among the largest of its kind, if it is one of them. */
function rank(sum: i32): void {
  const group = (sums.first(sum) / c.TRACE_KINDS) * KINDS + (sums.first(sum) % c.TRACE_KINDS);
  const from = best + group * (MOST << 2);
  const size = sizeOf(group);
  let place = size;
  while (place > 0 && isLarger(sum, bestAt(group, place - 1))) place -= 1;
  if (place === MOST) return;
  memory.copy(from + ((place + 1) << 2), from + (place << 2), (min(size, MOST - 1) - place) << 2);
  store<i32>(from + (place << 2), sum);
  store<i32>(bestSizes + (group << 2), min(size + 1, MOST));
}

function sizeOf(group: i32): i32 {
  return load<i32>(bestSizes + (group << 2));
}

function bestAt(group: i32, place: i32): i32 {
  return load<i32>(best + ((group * MOST + place) << 2));
}

/** Adds a foreign sender that is not among the largest to the others of its account. */
function addOther(sum: i32): void {
  const account = sums.first(sum) / c.TRACE_KINDS;
  const from = sums.row(sum);
  if (sums.first(sum) % c.TRACE_KINDS !== c.SENDER_TRACE || load<i32>(from, 4 * c.SUM_TOLD) === NOT_TOLD || !counts(sum)) return;
  if (!isForeign(account, sums.second(sum))) return;
  const other = others.row(rowOf(others, account, 0));
  add(from, other);
  bump(other + 4 * c.SUM_OTHERS, 1);
  store<i32>(from, ONE_OF_OTHERS, 4 * c.SUM_TOLD);
}

/** What is told of an account: each kind's largest, and behind the senders the others. */
function tellAll(account: i32): void {
  for (let kind = 0; kind < KINDS; kind++) {
    const group = account * KINDS + kind;
    for (let place = 0; place < sizeOf(group); place++) {
      const sum = bestAt(group, place);
      const name = sums.second(sum);
      if (tell(sums.row(sum))) label(kind, name, kind === c.SENDER_TRACE && isForeign(account, name));
    }
    const other = kind === c.SENDER_TRACE ? findRow(others, account, 0) : -1;
    if (other >= 0 && tell(others.row(other))) label(kind, c.TOLD_OTHERS, true);
  }
  ends.push(told.size / c.TOLD_WIDTH);
}

/** Nothing is told of what no line was kept of: false. */
function tell(from: usize): bool {
  if (load<i32>(from, 4 * c.TRACE_LINE) === 0) return false;
  store<i32>(from, told.size / c.TOLD_WIDTH + 1, 4 * c.SUM_TOLD);
  told.push(load<i32>(from, 4 * c.TRACE_MESSAGES));
  told.push(load<i32>(from, 4 * c.TRACE_RECIPIENTS));
  told.push(load<i32>(from, 4 * c.TRACE_FAILED));
  told.push(load<i32>(from, 4 * c.TRACE_LINE));
  told.push(load<i32>(from, 4 * c.TRACE_LAST));
  told.push(load<i32>(from, 4 * c.SUM_OTHERS));
  return true;
}

function label(kind: i32, name: i32, foreign: bool): void {
  told.push(kind);
  told.push(name);
  told.push(foreign ? 1 : 0);
}
