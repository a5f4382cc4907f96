import { useTranslation } from 'react-i18next';
import type { ClientId } from '../../../src/contract/ids.ts';
import type { MergeField } from '../../../src/contract/merge-fields.ts';
import { Notice } from '../../ui/display.tsx';
import { MendLinks, useFieldNames } from './missing-fields.tsx';

interface Blocked {
  readonly clientId: ClientId;
  readonly clientName: string;
  readonly missing: readonly MergeField[];
}

/** Who gets nothing, for want of what, and where to fill it in. */
export function BlockedList({ rows, total }: { rows: readonly Blocked[]; total: number }) {
  const { t } = useTranslation('notices');
  const names = useFieldNames();
  return (
    <Notice tone="attention" title={t('confirm.blocked', { count: total })}>
      <ul className="blocked-list">
        {rows.map((row) => (
          <li key={row.clientId}>
            <span>
              <strong>{row.clientName}</strong>
              <br />
              {t('due.missing', { fields: names(row.missing) })}
            </span>
            <MendLinks clientId={row.clientId} missing={row.missing} />
          </li>
        ))}
        {total > rows.length && <li>{t('confirm.blockedMore', { count: total - rows.length })}</li>}
      </ul>
    </Notice>
  );
}
