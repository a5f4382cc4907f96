import { useTranslation } from 'react-i18next';
import type { Dossier } from '../../../src/contract/dossiers.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/display.tsx';
import { FindingGroup } from '../checks/index.ts';

/** What the check of the sample letter found. Name servers are asked elsewhere, and what only the sender knows he declares. */
export function SampleFindings({ dossier: { sample } }: { dossier: Dossier }) {
  const { t } = useTranslation('dossiers');
  if (sample === null) return null;
  const asked = sample.findings.filter(({ id, severity }) => severity !== 'I' && !id.startsWith('D'));
  const faults = asked.filter(({ outcome }) => outcome === 'fail');
  const unknown = asked.filter(({ id, outcome }) => outcome === 'unknown' && id !== 'R01');
  const fine = asked.filter(({ outcome }) => outcome === 'pass');
  return (
    <>
      {faults.length === 0 && (
        <Notice tone={unknown.length === 0 ? 'ok' : 'unknown'} title={t('sample.fine')}>
          {sample.subject}
        </Notice>
      )}
      <FindingGroup title={t('sample.faults', { count: faults.length })} findings={faults} />
      <FindingGroup title={t('sample.unknown')} findings={unknown} />
      <details className="fold">
        <summary>{t('sample.passed', { count: fine.length })}</summary>
        <FindingGroup title={t('sample.passed', { count: fine.length })} findings={fine} />
      </details>
      <div className="row">
        <LinkButton to="/notices/check" variant="quiet">
          {t('sample.more')}
        </LinkButton>
      </div>
    </>
  );
}
