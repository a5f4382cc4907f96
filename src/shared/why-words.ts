/** One step of how the date of a reminder came about, as `Why` of the contract. */
interface Step<Code extends string> {
  readonly code: Code;
  readonly params: Readonly<Record<string, string | number>>;
}

const SCOPES = ['all', 'host', 'plan', 'client'] as const;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** The sentence of a step: its key under `reminders:why`, and what fills it. `day` puts a day (YYYY-MM-DD) into words. */
export function whyWords<Code extends string>({ code, params }: Step<Code>, { hostName, day }: { readonly hostName: string; day(on: string): string }) {
  const said: Record<string, string | number> = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, typeof value === 'string' && DAY.test(value) ? day(value) : String(value)]),
  );
  const values = { ...said, count: Number(params['count'] ?? params['days'] ?? 0) };
  if (!isPlain(code)) {
    const scope = SCOPES.find((known) => known === params['scope']) ?? 'all';
    return { key: `rule_of.${scope}` as const, values: { ...values, name: scope === 'host' ? hostName : (said['plan'] ?? '') } };
  }
  if (code === 'holiday' && params['name'] === '') return { key: 'holidayOwn' as const, values };
  if (code === 'weekend' && params['from'] === params['to']) return { key: 'weekendOne' as const, values };
  if (code === 'paused' && params['on'] === '') return { key: 'pausedOpen' as const, values };
  return { key: code, values };
}

function isPlain<Code extends string>(code: Code): code is Exclude<Code, 'rule_of'> {
  return code !== 'rule_of';
}
