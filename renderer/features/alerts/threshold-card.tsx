import { useQuery } from '@tanstack/react-query';
import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { Threshold } from '../../../src/contract/alerts.ts';
import type { AccountLimit } from '../../../src/contract/hosted.ts';
import type { HostedId, PackId } from '../../../src/contract/ids.ts';
import { orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Card, KeyValues, StateTag } from '../../ui/display.tsx';
import { NotAsked } from '../../ui/loading.tsx';
import { DateText } from '../../ui/time.tsx';
import { ThresholdDialog } from './threshold-dialog.tsx';

interface ThresholdCardProps {
  packId: PackId;
  /** null = the whole pack. */
  hostedId: HostedId | null;
  /** What the host allows: the own threshold stays below. */
  limits: readonly AccountLimit[];
}

/** The reseller's own threshold of an account or a pack, below what the host allows, with its reason and end. */
export function ThresholdCard({ packId, hostedId, limits }: ThresholdCardProps) {
  const { t } = useTranslation('alerts');
  const [editing, setEditing] = useState(false);
  const input = { packId, ...(hostedId !== null && { hostedId }) };
  const query = useQuery(orpc.alerts.thresholds.queryOptions({ input }));
  const rows = query.data ?? [];
  const own = rows.find((row) => row.hostedId === hostedId);
  const ofPack = hostedId === null ? undefined : rows.find((row) => row.hostedId === null && row.active);
  return (
    <Card
      title={t('threshold.title')}
      actions={
        <Button icon={Pencil} isDisabled={query.data === undefined} onPress={() => setEditing(true)}>
          {t(own === undefined ? 'threshold.set' : 'threshold.change')}
        </Button>
      }
    >
      <NotAsked query={query} />
      {query.data !== undefined && (own === undefined ? <Standard ofPack={ofPack} /> : <Own threshold={own} />)}
      {editing && <ThresholdDialog packId={packId} hostedId={hostedId} own={own} limits={limits} onClose={() => setEditing(false)} />}
    </Card>
  );
}

type Row = z.infer<typeof Threshold>;

/** Without one of its own the share of the settings applies, or the threshold of the pack. */
function Standard({ ofPack }: { ofPack: Row | undefined }) {
  const { t } = useTranslation('alerts');
  const { percent } = useFormat();
  const words = useRateWords();
  const query = useQuery(orpc.alerts.settings.queryOptions({ input: {} }));
  if (ofPack !== undefined) return <p className="prose">{t('threshold.ofPack', { rate: words(ofPack) })}</p>;
  return query.data === undefined ? (
    <NotAsked query={query} />
  ) : (
    <p className="prose">{t('threshold.standard', { share: percent(100 * query.data.ownShare) })}</p>
  );
}

function Own({ threshold }: { threshold: Row }) {
  const { t } = useTranslation(['alerts', 'common']);
  const words = useRateWords();
  const { reason, author, untilOn, active } = threshold;
  return (
    <KeyValues
      items={[
        {
          key: 'rate',
          label: t('threshold.rate'),
          value: (
            <>
              {words(threshold)} {!active && <StateTag tone="unknown">{t('threshold.over')}</StateTag>}
            </>
          ),
        },
        { key: 'reason', label: t('threshold.reason'), value: reason || t('threshold.noReason') },
        { key: 'author', label: t('threshold.author'), value: author || t('common:notNamed') },
        { key: 'until', label: t('threshold.until'), value: untilOn === null ? t('threshold.open') : <DateText on={untilOn} /> },
      ]}
    />
  );
}

/** A threshold in words: "400 an hour, 2,000 a day". */
function useRateWords(): (threshold: Pick<Row, 'perHour' | 'perDay'>) => string {
  const { t } = useTranslation('usage');
  return ({ perHour, perDay }) =>
    [...(perHour === null ? [] : [t('limit.hour', { count: perHour })]), ...(perDay === null ? [] : [t('limit.day', { count: perDay })])].join(', ');
}
