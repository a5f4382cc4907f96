/**
 * Places of numbers in the tables of a log: read by the program and by the kernel, which is compiled from another dialect. Only plain numbers may stand here.
 */

/** By owner and quarter; columns in the order of `LOG_MEASURES`, then `LEFT`. */
export const MESSAGES = 0;
export const RECIPIENTS = 1;
export const DELIVERED_TO = 2;
export const FAILED_TO = 3;
export const DEFERRED_TO = 4;
export const BOUNCES = 5;
export const LOCAL = 6;
export const QUEUED = 7;
export const FORWARDED = 8;
export const REFUSED = 9;
export const LEFT = 10;
export const CELL_WIDTH = 11;

/** Everything a log says of who sent a message; numbers of names, 0 = nothing. */
export const WHO_LOGIN = 0;
export const WHO_USER = 1;
export const WHO_PANEL_USER = 2;
export const WHO_PANEL_DOMAIN = 3;
export const WHO_SCRIPT = 4;
export const WHO_DOMAIN_HIGH = 5;
export const WHO_DOMAIN_LOW = 6;
export const WHO_LINE = 7;
export const WHO_WIDTH = 8;

/** By trace; the first three also by trace and quarter. */
export const TRACE_MESSAGES = 0;
export const TRACE_RECIPIENTS = 1;
export const TRACE_FAILED = 2;
export const TRACE_SERIAL = 3;
export const TRACE_CELL_WIDTH = 4;
export const TRACE_LINE = 4;
export const TRACE_LAST = 5;
export const LAST_CELL = 6;
export const LAST_ROW = 7;
export const TRACE_WIDTH = 8;
/** Kinds of traces share a key with the owner. */
export const TRACE_KINDS = 8;
export const SCRIPT_TRACE = 0;
export const LOGIN_TRACE = 1;
export const SENDER_TRACE = 2;
export const SUBJECT_TRACE = 3;
export const DESTINATION_TRACE = 4;
export const REFUSED_LOGIN_TRACE = 5;

/** Of traces that are one: as `TRACE_*`, but for these. `SUM_TOLD`: the number it is told under; `SUM_FIRST`: its first quarter; `SUM_OTHERS`: how many are told as one. */
export const SUM_TOLD = 3;
export const SUM_FIRST = 6;
export const SUM_OTHERS = 7;

/** Of a trace that is told; in place of its name where it stands for others. */
export const TOLD_MESSAGES = 0;
export const TOLD_RECIPIENTS = 1;
export const TOLD_FAILED = 2;
export const TOLD_LINE = 3;
export const TOLD_LAST = 4;
export const TOLD_SOURCES = 5;
export const TOLD_KIND = 6;
export const TOLD_NAME = 7;
export const TOLD_FOREIGN = 8;
export const TOLD_WIDTH = 9;
export const TOLD_OTHERS = -1;

/** Of a reply: recipients that failed and were put off with it, and its number among those that somebody got + 1. */
export const REPLY_FAILED = 0;
export const REPLY_DEFERRED = 1;
export const REPLY_NUMBER = 2;
export const REPLY_WIDTH = 3;

/** By cell and reply. */
export const FAILED_OF = 0;
export const DEFERRED_OF = 1;
export const OUTCOME_WIDTH = 2;

/** By owner, and quarter with kind. */
export const LIMIT_ALLOWED = 0;
export const LIMIT_COUNTED = 1;
export const LIMIT_TIMES = 2;
export const LIMIT_LAST = 3;
export const LIMIT_LINE = 4;
export const LIMIT_WIDTH = 5;
/** Kinds of limits share a key with the quarter. */
export const LIMIT_KINDS = 8;

/** Lines that are kept of an owner's reply on one day. */
export const REFUSAL_LINES = 3;
/** Days that share a key with a reply: so many in a row are told apart. */
export const REPLY_DAYS = 1024;

/** Of each line that is kept. */
export const LINE_OFFSET = 0;
export const LINE_LENGTH = 1;
export const LINE_NUMBER = 2;
export const LINE_AT = 3;
export const LINE_FILE = 4;
export const LINE_WIDTH = 5;

/** Of each set its two keys, and where its hashes end; they begin where those before end. */
export const SET_END = 2;
export const SET_WIDTH = 3;
/** Of each set so many of the smallest hashes are kept. */
export const SKETCH_SIZE = 4096;

/** What a log showed of itself, so that what it cannot show is known. */
export const SAW_SUBJECTS = 1;
export const SAW_RECIPIENTS = 2;
export const SAW_SCRIPTS = 4;
export const SAW_WAITING = 8;
export const SAW_LOGINS = 16;

/** Bits of what a user is: one that mail servers or panels run as; one that web servers run everybody's scripts as. */
export const SYSTEM_USER = 1;
export const SHARED_USER = 2;

/** Seconds of an hour, in which different recipients are counted, and of a quarter, in which messages are. */
export const HOUR_SECONDS = 3600;
export const QUARTER_SECONDS = 900;
