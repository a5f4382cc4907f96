import { useTranslation } from 'react-i18next';
import type { ClientId } from '../../../src/contract/ids.ts';
import type { MergeField } from '../../../src/contract/merge-fields.ts';
import { useFormat } from '../../i18n/format.ts';
import { Notice } from '../../ui/display.tsx';
import { MendLinks, useFieldNames } from './missing-fields.tsx';

interface Blocked {
  readonly clientId: ClientId;
  readonly clientName: string;
  readonly missing: readonly MergeField[];
  /** Since when nothing is sent to any of his addresses. */
  readonly suppressedSince?: string | undefined;
}

/** Who gets nothing, for want of what, and where to fill it in. */
export function BlockedList({ rows, total }: { rows: readonly Blocked[]; total: number }) {
  const { t } = useTranslation('notices');
  const names = useFieldNames();
  const { dateTime } = useFormat();
  return (
    <Notice tone="attention" title={t('confirm.blocked', { count: total })}>
      <ul className="blocked-list">
        {rows.map((row) => (
          <li key={row.clientId}>
            <span>
              <strong>{row.clientName}</strong>
              {row.suppressedSince !== undefined && (
                <>
                  <br />
                  {t('due.suppressedSince', { when: dateTime(row.suppressedSince) })}
                </>
              )}
              {row.missing.length > 0 && (
                <>
                  <br />
                  {t('due.missing', { fields: names(row.missing) })}
                </>
              )}
            </span>
            {row.suppressedSince !== undefined && <a href={`#/clients/${row.clientId}`}>{t('preview.mendAddress')}</a>}
            <MendLinks clientId={row.clientId} missing={row.missing} />
          </li>
        ))}
        {total > rows.length && <li>{t('confirm.blockedMore', { count: total - rows.length })}</li>}
      </ul>
    </Notice>
  );
}
