import { useTranslation } from 'react-i18next';
import type { Verification } from '../../../src/contract/ledger.ts';
import { isNoBundle } from '../../../src/shared/bundle/words.ts';
import { useFormat } from '../../i18n/format.ts';
import { KeyValues, Notice } from '../../ui/display.tsx';
import { FaultTable } from './fault-table.tsx';
import { HashText } from './hash-text.tsx';

/** What a check found, and what it cannot show. */
export function VerdictView({ file, verdict }: { file: string; verdict: Verification }) {
  const { t } = useTranslation(['ledger', 'bundle']);
  const { valid, problems, limits } = verdict;
  if (isNoBundle(problems)) {
    return (
      <div role="status">
        <Notice tone="stopped" title={t('bundle:problem.not_a_bundle')}>
          {file}
        </Notice>
      </div>
    );
  }
  return (
    <div className="stack" role="status">
      <Notice tone={valid ? 'ok' : 'stopped'} title={t(valid ? 'verify.valid' : 'verify.invalid')}>
        {t(valid ? 'verify.validText' : 'verify.invalidText')}
      </Notice>
      {problems.length > 0 && <FaultTable problems={problems} />}
      <Facts file={file} verdict={verdict} />
      <h3>{t('verify.limits')}</h3>
      <ul className="ledger-limits">
        {limits.map((limit) => (
          <li key={limit}>{t(`bundle:limit.${limit}`)}</li>
        ))}
      </ul>
    </div>
  );
}

function Facts({ file, verdict: { entries, rows, evidence, head, signature, timeStamp, against } }: { file: string; verdict: Verification }) {
  const { t } = useTranslation('ledger');
  const format = useFormat();
  const signed =
    signature === null
      ? t('verify.noSignature')
      : `${t(`verify.signatureState.${signature.outcome}`)}, ${t(signature.ours ? 'verify.ours' : 'verify.notOurs')}`;
  const stamped = timeStamp === null ? t('verify.noStamp') : `${t(`verify.stampState.${timeStamp.outcome}`)}, ${format.dateTime(timeStamp.at)}`;
  return (
    <KeyValues
      items={[
        { key: 'file', label: t('verify.file'), value: file },
        { key: 'entries', label: t('verify.entries'), value: format.number(entries) },
        { key: 'rows', label: t('verify.rows'), value: format.number(rows) },
        { key: 'evidence', label: t('verify.evidence'), value: format.number(evidence) },
        ...(head === null ? [] : [{ key: 'head', label: t('verify.head'), value: `${format.number(head.seq)}, ${format.dateTime(head.at)}` }]),
        { key: 'against', label: t('verify.against'), value: t(`verify.againstState.${against}`) },
        { key: 'signature', label: t('verify.signature'), value: signed },
        ...(signature === null ? [] : [{ key: 'fingerprint', label: t('verify.fingerprint'), value: <HashText>{signature.fingerprint}</HashText> }]),
        { key: 'stamp', label: t('verify.timeStamp'), value: stamped },
      ]}
    />
  );
}
