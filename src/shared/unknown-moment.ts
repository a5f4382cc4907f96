/** Whether nobody said when a case happened: then it stands at the instant it was opened, which is counted from, and told as no fact. */
export function isMomentUnknown<T extends string | number>({ occurredAt, openedAt }: { readonly occurredAt: T; readonly openedAt: T }): boolean {
  return occurredAt === openedAt;
}
