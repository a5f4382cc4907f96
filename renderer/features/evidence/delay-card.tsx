import type { InferContractRouterOutputs } from '@orpc/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { HostId } from '../../../src/contract/ids.ts';
import type { Contract } from '../../../src/contract/index.ts';
import { sharesOf } from '../../../src/shared/shares.ts';
import { orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../ui/display.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Table } from '../../ui/table.tsx';
import { DateTime, RelativeTime } from '../../ui/time.tsx';
import { TwoLines } from '../../ui/two-lines.tsx';
import { useDelayWords } from './delay-words.ts';

type Delay = InferContractRouterOutputs<Contract>['evidence']['delay'];

/** How long the first notice takes after the order: the middle, the slow end, how it is spread, and who waited longest. */
export function DelayCard({ hostId }: { hostId: HostId | undefined }) {
  const { t } = useTranslation('evidenceScreen');
  const query = useQuery(orpc.evidence.delay.queryOptions({ input: hostId === undefined ? {} : { hostId }, placeholderData: keepPreviousData }));
  return (
    <Card title={t('delay.heading')}>
      <p className="soft prose">{t('delay.intro')}</p>
      <Loaded query={query}>
        {(delay) => (
          <>
            {delay.measured === 0 ? <p>{t('delay.unknown')}</p> : <Measured delay={delay} />}
            <Counts delay={delay} />
            {delay.slowest.length > 0 && <Slowest delay={delay} />}
            <p className="soft small">
              {t('delay.source')} <RelativeTime at={delay.at} />
            </p>
          </>
        )}
      </Loaded>
    </Card>
  );
}

function Measured({ delay: { medianHours, p90Hours, maxHours, buckets } }: { delay: Delay }) {
  const { t } = useTranslation('evidenceScreen');
  const words = useDelayWords();
  const figures = [
    { id: 'median', hours: medianHours },
    { id: 'p90', hours: p90Hours },
    { id: 'max', hours: maxHours },
  ] as const;
  return (
    <>
      <dl className="delay-figures">
        {figures.map(({ id, hours }) => (
          <div key={id}>
            <dt>{t(`delay.${id}`)}</dt>
            <dd className="figure">{hours === null ? '–' : words(hours)}</dd>
          </div>
        ))}
      </dl>
      <Distribution buckets={buckets} />
    </>
  );
}

/** One bar a bucket, with its label and number as text beside it: the drawing adds nothing that is not said. */
function Distribution({ buckets }: { buckets: Delay['buckets'] }) {
  const { t } = useTranslation('evidenceScreen');
  const { number, list, percent } = useFormat();
  const shares = sharesOf(buckets.map(({ accounts }) => accounts));
  const most = Math.max(1, ...buckets.map(({ accounts }) => accounts));
  const parts = buckets.filter(({ accounts }) => accounts > 0).map(({ bucket, accounts }) => `${t(`bucket.${bucket}`)}: ${number(accounts)}`);
  return (
    <figure className="distribution" aria-label={t('delay.summary', { parts: list(parts) })}>
      <figcaption className="small soft">{t('delay.chart')}</figcaption>
      <ol>
        {buckets.map(({ bucket, accounts }, index) => (
          <li key={bucket}>
            <span>{t(`bucket.${bucket}`)}</span>
            <span className="share" aria-hidden>
              <span style={{ inlineSize: `${(accounts / most) * 100}%` }} />
            </span>
            <span className="distribution-count">
              {number(accounts)} <span className="soft">{percent(shares[index] ?? 0)}</span>
            </span>
          </li>
        ))}
      </ol>
    </figure>
  );
}

function Counts({ delay: { measured, toldBefore, neverTold, orderedBeforePolicy } }: { delay: Delay }) {
  const { t } = useTranslation('evidenceScreen');
  return (
    <ul className="legend">
      <li>{t('delay.measured', { count: measured })}</li>
      {toldBefore > 0 && <li>{t('delay.before', { count: toldBefore })}</li>}
      <li>{t('delay.never', { count: neverTold })}</li>
      {orderedBeforePolicy > 0 && <li>{t('delay.beforePolicy', { count: orderedBeforePolicy })}</li>}
    </ul>
  );
}

function Slowest({ delay: { slowest } }: { delay: Delay }) {
  const { t } = useTranslation('evidenceScreen');
  const words = useDelayWords();
  return (
    <section className="stack" data-gap="s">
      <h3>{t('delay.slowest')}</h3>
      <Table
        label={t('delay.slowest')}
        rows={slowest}
        rowKey={(row) => row.accountId}
        columns={[
          {
            id: 'client',
            header: t('table.column.client'),
            cell: (row) => (
              <TwoLines
                main={<a href={`#/clients/${row.clientId}`}>{row.clientName}</a>}
                below={row.mainDomain === '' ? t('table.noDomain') : row.mainDomain}
              />
            ),
          },
          { id: 'delay', header: t('column.delay'), numeric: true, cell: (row) => <span className="unbroken">{words(row.hours)}</span> },
          { id: 'told', header: t('column.toldAt'), cell: (row) => <DateTime at={row.toldAt} /> },
        ]}
      />
    </section>
  );
}
