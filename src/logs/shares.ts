import type { Accounts } from './accounts.ts';
import { hashOf } from './hash.ts';
import type { Kernel } from './kernel.ts';

/** Numbers of lists, as `kernel/index.ts` has them. */
const [REPLIES, MESSAGES, UNATTRIBUTED, NUMBERS, TOTALS, TRACES, REFUSALS] = [6, 7, 8, 9, 10, 11, 12] as const;

/** What a log says of one account. */
export interface Share {
  /** Different recipients. */
  readonly recipients: number;
  /** In the order of `LOG_MEASURES`. */
  readonly totals: Int32Array;
  /** `TOLD_*`. */
  readonly traces: Int32Array;
  /** In their order: reply, and line. */
  readonly refusals: Int32Array;
  /** As `PackedAccount` has them. */
  readonly numbers: Uint32Array<ArrayBuffer>;
}

/** What was counted, shared among accounts, by their numbers. */
export interface Shares {
  /** By reply, from 1: `REPLY_*`. */
  readonly replies: Int32Array;
  /** By who: messages. */
  readonly messages: Int32Array;
  /** Messages and recipients of nobody, then rows of `whos`: those they are of. */
  readonly unattributed: Int32Array;
  /** Whether it sent something, or something was sent on for it. */
  readonly isActive: (account: number) => boolean;
  readonly of: (account: number) => Share;
}

/** In place of the account of a domain: nothing says whose it is. */
const NOT_SAID = -2;

/** Lets a kernel that has ended share what it counted. */
export function sharesOf(kernel: Kernel, accounts: Accounts): Shares {
  const { run } = kernel;
  tell(kernel, accounts);
  run.share();
  return {
    replies: kernel.list(REPLIES),
    messages: kernel.list(MESSAGES),
    unattributed: kernel.list(UNATTRIBUTED),
    isActive: (account) => run.isActive(account) !== 0,
    of: (account) => {
      const recipients = run.account(account);
      const [totals, traces, refusals] = [kernel.list(TOTALS).slice(), kernel.list(TRACES).slice(), kernel.list(REFUSALS).slice()];
      return { recipients, totals, traces, refusals, numbers: new Uint32Array(kernel.list(NUMBERS)) };
    },
  };
}

/** Tells it whose everybody and every domain is. */
function tell(kernel: Kernel, accounts: Accounts): void {
  const { run } = kernel;
  for (const [domain, account] of accounts.domains) {
    const [high, low] = hashOf(domain);
    run.domain(high, low, account === undefined ? NOT_SAID : accounts.numberOf(account));
  }
  for (const name of accounts.names) {
    const [high, low] = hashOf(name);
    run.name(high, low);
  }
  const numbers = accounts.belongings.map((one) => accounts.numberOf(one?.account));
  const place = run.whos();
  new Int32Array(kernel.bytes.buffer, place, numbers.length).set(numbers);
}
