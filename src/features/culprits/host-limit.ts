import { holdsStill } from '../../shared/panels.ts';
import { known, parseRules } from '../hosts/index.ts';
import { parseLimits } from '../statuses/index.ts';
import type { CaseAllowance, CaseRule } from './case.rules.ts';

const SCOPES = ['pack', 'account', 'domain'];
const HOUR = 3600;

/** The limit of the host's rules that what was sent is held against: that of the whole pack before that of an account, the shortest window first. null = none is known. */
export function hostLimit({ rules }: { readonly rules: string }): CaseRule | null {
  const limits = (known(parseRules(rules).limits) ?? []).flatMap(({ count, seconds, scope, counts }) =>
    counts === 'failures' || !SCOPES.includes(scope) ? [] : [{ count, seconds, scope, counts, from: 'host' as const }],
  );
  const [limit] = limits.sort((a, b) => SCOPES.indexOf(a.scope) - SCOPES.indexOf(b.scope) || a.seconds - b.seconds || a.count - b.count);
  return limit ?? null;
}

/** When the reseller set numbers of his own for an account. Epoch milliseconds. */
export interface OwnNumbers {
  readonly perHour: boolean;
  readonly perDay: boolean;
  readonly at: number;
}

/** Limits the panel shows of an account or named in an answer (as stored), as far as they hold at an instant (epoch milliseconds). */
export function panelAllowances(stored: string, at: number, own: OwnNumbers | undefined): CaseAllowance[] {
  const setAt = (seconds: number): number | null => ((seconds === HOUR ? own?.perHour : own?.perDay) === true ? (own?.at ?? null) : null);
  return parseLimits(stored).flatMap((limit): CaseAllowance[] =>
    limit.scope === 'mailbox' || !holdsStill(limit, at, setAt(limit.seconds))
      ? []
      : [{ count: limit.count, seconds: limit.seconds, counts: 'messages', from: limit.source === 'observed' ? 'observed' : 'panel' }],
  );
}

/** Finds the limit that the panel sets for most accounts, account for account. What was observed of one says nothing of the others. */
export class CommonLimit {
  readonly #alike = new Map<string, { readonly rule: CaseRule; count: number }>();
  #accounts = 0;

  add(allowed: readonly CaseAllowance[]): void {
    this.#accounts += 1;
    for (const { count, seconds, counts, from } of allowed) {
      if (counts === 'failures' || from === 'observed') continue;
      const key = `${counts} ${seconds} ${count}`;
      const alike = this.#alike.get(key) ?? { rule: { count, seconds, scope: 'account', counts, from }, count: 0 };
      alike.count += 1;
      this.#alike.set(key, alike);
    }
  }

  get rule(): CaseRule | null {
    const [most] = [...this.#alike.values()]
      .filter(({ count }) => 2 * count > this.#accounts)
      .sort((a, b) => a.rule.seconds - b.rule.seconds || a.rule.count - b.rule.count);
    return most?.rule ?? null;
  }
}
