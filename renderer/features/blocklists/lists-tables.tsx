import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { BlockList } from '../../../src/contract/blocklists.ts';
import { orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Check } from '../../ui/choice.tsx';
import { StateTag } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Table } from '../../ui/table.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { Terms } from './unconfirmed.tsx';

interface ListsProps {
  lists: readonly BlockList[];
  onOpen(list: BlockList): void;
}

/** Lists that are asked by DNS, each to be switched on or off. */
export function AskedTable({ lists, onOpen }: ListsProps) {
  const { t } = useTranslation('blocklists');
  const { list: enumerate } = useFormat();
  const set = useMutation(orpc.blocklists.setList.mutationOptions());
  return (
    <>
      {set.error !== null && <ErrorNotice error={set.error} />}
      <Table
        label={t('lists.asked')}
        stacks
        rows={lists}
        rowKey={({ id }) => id}
        columns={[
          { id: 'name', header: t('lists.name'), cell: ({ name }) => name },
          {
            id: 'on',
            header: t('lists.use'),
            cell: ({ id, name, enabled }) => (
              <div className="list-use">
                <Check about={name} label={t('lists.on')} isSelected={enabled} onChange={(isOn) => set.mutate({ id, enabled: isOn })} />
              </div>
            ),
          },
          { id: 'subjects', header: t('lists.keeps'), cell: ({ subjects }) => enumerate(subjects.map((subject) => t(`subject.${subject}`))) },
          { id: 'terms', header: t('detail.terms'), cell: (row) => <TermsOfDay list={row} /> },
          { id: 'weight', header: t('lists.weight'), cell: ({ weight }) => t(`weight.${weight}`) },
          { id: 'test', header: t('lists.test'), cell: (row) => <TestState list={row} /> },
          { id: 'open', header: t('lists.actions'), actions: true, cell: (row) => <OpenList list={row} onOpen={onOpen} /> },
        ]}
      />
    </>
  );
}

/** On what terms a list may be asked, and the day on which that was held against its source. */
function TermsOfDay({ list }: { list: BlockList }) {
  return (
    <div className="stack" data-gap="s">
      <Terms list={list} />
      <CheckedOn list={list} />
    </div>
  );
}

function CheckedOn({ list: { checkedOn, own } }: { list: BlockList }) {
  const { t } = useTranslation('blocklists');
  const { date } = useFormat();
  return <span className="soft small">{t(own ? 'lists.addedDay' : 'lists.checkedDay', { date: date(checkedOn) })}</span>;
}

/** Whether a list answered as it should when its own test points were asked for. */
function TestState({ list: { test, key, keySet, enabled } }: { list: BlockList }) {
  const { t } = useTranslation('blocklists');
  if (enabled && key === 'needed' && !keySet) return <StateTag tone="attention">{t('lists.keyMissing')}</StateTag>;
  if (test === null) return <span className="soft">{t('state.never')}</span>;
  return (
    <span className="row">
      <StateTag tone={test.why === null ? 'ok' : 'attention'}>{t(test.why === null ? 'lists.answers' : 'lists.fails')}</StateTag>
      <span className="soft small">
        <RelativeTime at={test.at} />
      </span>
    </span>
  );
}

function OpenList({ list, onOpen }: { list: BlockList; onOpen(list: BlockList): void }) {
  const { t } = useTranslation('blocklists');
  return (
    <div className="list-use">
      <Button variant="quiet" aria-label={t('lists.openOf', { name: list.name })} onPress={() => onOpen(list)}>
        {t('lists.open')}
      </Button>
    </div>
  );
}

/** Lists and receivers without a public zone. */
export function PagesTable({ lists, onOpen }: ListsProps) {
  const { t } = useTranslation('blocklists');
  const { date } = useFormat();
  return (
    <Table
      label={t('lists.pages')}
      stacks
      rows={lists}
      rowKey={({ id }) => id}
      columns={[
        { id: 'name', header: t('lists.name'), cell: ({ name }) => name },
        { id: 'weight', header: t('lists.weight'), cell: ({ weight }) => t(`weight.${weight}`) },
        { id: 'who', header: t('lists.who'), cell: ({ removals }) => [...new Set(removals.map(({ who }) => t(`who.${who}`)))].join(' ') },
        { id: 'checked', header: t('lists.checkedOn'), cell: ({ checkedOn }) => date(checkedOn) },
        { id: 'open', header: t('lists.actions'), actions: true, cell: (row) => <OpenList list={row} onOpen={onOpen} /> },
      ]}
    />
  );
}
