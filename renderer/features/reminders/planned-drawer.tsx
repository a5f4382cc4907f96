import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlannedReminder } from '../../../src/contract/reminders.ts';
import { orpc } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { KeyValues, Notice } from '../../ui/display.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Drawer } from '../../ui/overlay.tsx';
import { RungTag } from '../evidence/index.ts';
import { MailHtml } from '../mailbox/index.ts';
import { MendLinks, useFieldNames } from '../notices/index.ts';
import { PlanStateTag } from './plan-state-tag.tsx';
import { ReminderActions } from './reminder-actions.tsx';
import { WhyThen } from './why-then.tsx';
import { useDayWords } from './words.ts';

/** One reminder at the side of the list: why then, what the client will read, and what to do with it. */
export function PlannedDrawer({ row, onClose }: { row: PlannedReminder | undefined; onClose(): void }) {
  return (
    <Drawer title={row?.clientName ?? ''} isOpen={row !== undefined} onOpenChange={(open) => !open && onClose()}>
      {row !== undefined && <Current row={row} onClose={onClose} />}
    </Drawer>
  );
}

/** As it is now: what was done to it in the meantime shows at once. */
function Current({ row, onClose }: { row: PlannedReminder; onClose(): void }) {
  const { clientId, hostId } = row;
  const { data } = useQuery(orpc.reminders.planned.queryOptions({ input: { clientId, hostId } }));
  const now = rowNow(data?.rows ?? [], row);
  return (
    <>
      <Standing row={now} />
      <Facts row={now} />
      <WhyThen row={now} />
      <ReminderActions row={now} onDone={onClose} />
      {now.stop !== 'never_told' && now.stop !== 'no_text' && <Preview row={now} />}
    </>
  );
}

/** What follows by a rule is not listed without a day; a later one-off that was taken back leaves the next one in its place. */
function rowNow(rows: readonly PlannedReminder[], row: PlannedReminder): PlannedReminder {
  if (row.follows && row.once === null) return row;
  return rows.find(({ once, follows }) => follows && once === row.once) ?? rows.find(({ follows }) => !follows) ?? row;
}

function Standing({ row }: { row: PlannedReminder }) {
  const { t } = useTranslation('reminders');
  const settings = useQuery(orpc.reminders.settings.queryOptions({ input: {} })).data;
  const byHand = row.state === 'planned' && settings?.automatic === false;
  return (
    <div className="stack" data-gap="s">
      <p>
        <PlanStateTag row={row} />
      </p>
      <p className="prose">{row.stop === null ? t(byHand ? 'stateWhy.plannedByHand' : `stateWhy.${row.state}`) : t(`stopWhy.${row.stop}`)}</p>
    </div>
  );
}

function Facts({ row }: { row: PlannedReminder }) {
  const { t } = useTranslation(['reminders', 'common']);
  const words = useDayWords();
  const items: { key: string; label: string; value: ReactNode }[] = [
    { key: 'client', label: t('list.column.client'), value: <a href={`#/clients/${row.clientId}`}>{row.clientName}</a> },
    { key: 'host', label: t('detail.host'), value: row.hostName },
    { key: 'to', label: t('detail.to'), value: row.email === '' ? t('detail.none') : row.email },
    { key: 'language', label: t('detail.language'), value: t(`common:language.${row.language}`) },
  ];
  if (row.dueOn !== null) items.push({ key: 'due', label: t('detail.due'), value: words.full(row.dueOn) });
  if (row.sendAt !== null) {
    const zoned = { when: words.moment(row.sendAt, row.timeZone), zone: row.timeZone.replaceAll('_', ' ') };
    items.push({ key: 'leaves', label: t('detail.leaves'), value: <strong>{t('detail.zoneOf', zoned)}</strong> });
  }
  items.push({ key: 'proof', label: t('detail.lastProof'), value: <LastProof row={row} /> });
  return <KeyValues items={items} />;
}

function LastProof({ row: { lastProof, timeZone } }: { row: PlannedReminder }) {
  const { t } = useTranslation('reminders');
  const { moment } = useDayWords();
  if (lastProof === null) return t('detail.none');
  return (
    <span className="row">
      {moment(lastProof.at, timeZone)} <RungTag rung={lastProof.rung} />
    </span>
  );
}

function Preview({ row: { clientId, hostId } }: { row: PlannedReminder }) {
  const { t } = useTranslation('reminders');
  const [shown, setShown] = useState(false);
  return (
    <section className="stack" data-gap="s">
      <h3>{t('detail.preview')}</h3>
      {shown ? (
        <Mail input={{ clientId, hostId }} />
      ) : (
        <div>
          <Button onPress={() => setShown(true)}>{t('detail.showPreview')}</Button>
        </div>
      )}
    </section>
  );
}

function Mail({ input }: { input: Pick<PlannedReminder, 'clientId' | 'hostId'> }) {
  const { t } = useTranslation('reminders');
  const names = useFieldNames();
  const preview = useQuery(orpc.reminders.preview.queryOptions({ input }));
  return (
    <Loaded query={preview}>
      {({ subject, html, language, missing }) => (
        <>
          {missing.length > 0 && (
            <Notice
              tone="attention"
              title={t('detail.missing', { fields: names(missing) })}
              actions={<MendLinks clientId={input.clientId} missing={missing} />}
            />
          )}
          <KeyValues items={[{ key: 'subject', label: t('detail.subject'), value: <strong lang={language}>{subject}</strong> }]} />
          <MailHtml html={html} language={language} label={t('detail.preview')} />
        </>
      )}
    </Loaded>
  );
}
