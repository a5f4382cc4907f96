import { useTranslation } from 'react-i18next';
import type { IncidentFindings } from '../../../src/contract/incidents.ts';
import { useFormat } from '../../i18n/format.ts';
import { missingFindings } from './findings.rules.ts';

/** What is not written down yet, as part of a sentence; empty = all is. */
export function useMissing(findings: IncidentFindings): string {
  const { t, i18n } = useTranslation('incidents');
  const { list } = useFormat();
  return list(missingFindings(findings).map((key) => t(`finding.${key}`).toLocaleLowerCase(i18n.language)));
}
