import type { IncidentFindings } from '../../../src/contract/incidents.ts';

/** What is found out of a case, in the order it is asked for. */
export const FINDINGS = ['cause', 'fix', 'prevention'] as const satisfies readonly (keyof IncidentFindings)[];

/** What is not written down yet. */
export function missingFindings(findings: IncidentFindings): (typeof FINDINGS)[number][] {
  return FINDINGS.filter((key) => findings[key] === '');
}
