import { useQuery } from '@tanstack/react-query';
import { FolderPlus, MailCheck, ScanSearch, Siren } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { orpc } from '../../client/client.ts';
import { LinkButton } from '../../ui/button.tsx';
import { FilterChips } from '../../ui/choice.tsx';
import { Card, EmptyState } from '../../ui/display.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { IncidentsTabs } from '../logs/index.ts';
import { CasesTable } from './cases-table.tsx';

const SHOWS = ['open', 'stale', 'closed'] as const;
type Show = (typeof SHOWS)[number];
const NONE = {
  open: ['list.noneOpen', 'list.noneOpenText'],
  stale: ['list.noneStale', 'list.noneStaleText'],
  closed: ['list.noneClosed', 'list.noneClosedText'],
} as const;
/** As many as one answer holds; those that are due first come first. */
const LIMIT = 500;

/** Every case: what is due first, what was forgotten, what is closed. */
export function CasesScreen() {
  const { t } = useTranslation('incidentsScreen');
  const [show, setShow] = useState<Show>('open');
  const query = useQuery(orpc.incidents.list.queryOptions({ input: { show, limit: LIMIT }, placeholderData: (before) => before }));
  const counts = query.data?.counts;
  const isNew = counts !== undefined && counts.open + counts.closed === 0;
  return (
    <Page title={t('title')} intro={t('intro')} wide actions={!isNew && <WaysOn />}>
      <IncidentsTabs />
      <Loaded query={query}>
        {({ rows, counts }) =>
          isNew ? (
            <NoCaseYet />
          ) : (
            <>
              <FilterChips
                label={t('list.show')}
                options={SHOWS.map((id) => ({ id, label: t(`list.${id}`), count: counts[id] }))}
                value={[show]}
                onChange={(chosen) => setShow(chosen.find((id) => id !== show) ?? show)}
              />
              {rows.length === 0 ? <NothingToShow show={show} /> : <Card flush>{<CasesTable rows={rows} label={t('list.label')} />}</Card>}
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

function WaysOn() {
  const { t } = useTranslation('incidentsScreen');
  return (
    <>
      <LinkButton to="/notices/check" variant="quiet" icon={MailCheck}>
        {t('mailCheck')}
      </LinkButton>
      <LinkButton to="/incidents/new" variant="primary" icon={FolderPlus}>
        {t('openCase')}
      </LinkButton>
    </>
  );
}

function NothingToShow({ show }: { show: Show }) {
  const { t } = useTranslation('incidentsScreen');
  const [title, text] = NONE[show];
  return (
    <Card>
      <EmptyState icon={Siren} title={t(title)}>
        {t(text)}
      </EmptyState>
    </Card>
  );
}

function NoCaseYet() {
  const { t } = useTranslation('incidentsScreen');
  return (
    <Card>
      <EmptyState
        icon={Siren}
        title={t('empty.title')}
        actions={
          <>
            <LinkButton to="/incidents/new" variant="primary" icon={FolderPlus}>
              {t('openCase')}
            </LinkButton>
            <LinkButton to="/incidents/causes" icon={ScanSearch}>
              {t('empty.causes')}
            </LinkButton>
          </>
        }
      >
        {t('empty.text')}
      </EmptyState>
    </Card>
  );
}
