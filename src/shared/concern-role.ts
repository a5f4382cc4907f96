/** How somebody stands to a case. */
export const CONCERN_ROLES = ['caused', 'suspected', 'affected', 'innocent'] as const;
type ConcernRole = (typeof CONCERN_ROLES)[number];

/** How somebody stands to a case of a kind: that one recipient gets nothing is no abuse, so nobody may have caused it. */
export function roleIn(kind: string, role: ConcernRole): ConcernRole {
  if (role === 'innocent' || role === 'caused') return role;
  return kind === 'recipient' ? 'affected' : 'suspected';
}
