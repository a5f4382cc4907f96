import { codeReply, newReply } from './host';
import * as place from './place';
import { code, enhanced, enhancedTo, high, low, makeKey } from './reply-key';
import * as r from './result';
import { findRow, rowOf } from './rows';
import { whole } from './stretch';

/** Different replies that are kept; whatever comes after them is told apart by its codes only. Nobody has so many reasons: it is a stranger's noise. */
const REPLY_LIMIT: i32 = 5000;

/** Ranges of the enhanced code beside a reply, and of the address that it is about. */
let codeFrom: usize = 0;
let codeTo: usize = 0;
let aboutFrom: usize = 0;
let aboutTo: usize = 0;

/**
 * Why a recipient outside failed or was put off; 0 = there is no reason, or the line shows that he is on this server. The same for every attempt, counted or
 * not: which counts is known only when the stretches are put together, and which text is the first of its kind must not depend on where the log was cut.
 */
export function replyOfResult(): i32 {
  const result = r.result;
  if (result.became === r.DELIVERED || result.became === r.HANDED_ON || result.whereabouts === r.HERE || result.parentTo > result.parentFrom) return 0;
  codeFrom = result.codeFrom;
  codeTo = result.codeTo;
  aboutFrom = result.from;
  aboutTo = result.to;
  return find(result.reasonFrom, result.reasonTo);
}

/** The reply in a range: one for all that differ by addresses, numbers and marks only. 0 = none. */
export function replyOf(from: usize, to: usize): i32 {
  codeFrom = codeTo = aboutFrom = aboutTo = 0;
  return find(from, to);
}

function find(from: usize, to: usize): i32 {
  if (to <= from) return 0;
  makeKey(from, to);
  const replies = whole.replies;
  const known = findRow(replies, high, low);
  if (known >= 0) return known + 1;
  if (replies.size >= REPLY_LIMIT) return byCode();
  if (enhancedTo > enhanced) newReply(high, low, code, from, to, enhanced, enhancedTo, aboutFrom, aboutTo);
  else newReply(high, low, code, from, to, codeFrom, codeTo, aboutFrom, aboutTo);
  return add(high, low);
}

function byCode(): i32 {
  const known = findRow(whole.replies, code, 0);
  if (known >= 0) return known + 1;
  codeReply(code);
  return add(code, 0);
}

function add(first: i32, second: i32): i32 {
  const row = rowOf(whole.replies, first, second);
  store<u32>(whole.replies.row(row), place.at);
  return row + 1;
}
