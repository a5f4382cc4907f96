import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Suppression } from '../../../src/contract/bounces.ts';
import { Button } from '../../ui/button.tsx';
import { KeyValues, Notice } from '../../ui/display.tsx';
import { Drawer } from '../../ui/overlay.tsx';
import { DateTime } from '../../ui/time.tsx';
import { ReasonTag } from './blocked-list.tsx';
import { LiftDialog } from './lift-dialog.tsx';

/** All about one block, with the way to lift it. */
export function BlockDrawer({ block, onClose }: { block: Suppression | undefined; onClose(): void }) {
  const { t } = useTranslation('bounces');
  const [lifting, setLifting] = useState<Suppression>();
  return (
    <>
      <Drawer title={block?.value ?? t('blocked.detail')} isOpen={block !== undefined} onOpenChange={(open) => !open && onClose()}>
        {block !== undefined && (
          <Content
            block={block}
            onLift={() => {
              onClose();
              setLifting(block);
            }}
          />
        )}
      </Drawer>
      {lifting !== undefined && <LiftDialog block={lifting} onClose={() => setLifting(undefined)} />}
    </>
  );
}

function Content({ block, onLift }: { block: Suppression; onLift(): void }) {
  const { t } = useTranslation('bounces');
  const isInForce = block.lifted === null && (block.until === null || Date.parse(block.until) > Date.now());
  return (
    <>
      <p>
        <ReasonTag reason={block.reason} />
      </p>
      <Facts block={block} />
      {isInForce && block.reason === 'complaint' && (
        <Notice tone="info" title={t('lift.never')}>
          {t('lift.neverWhy')}
        </Notice>
      )}
      {isInForce && block.reason !== 'complaint' && (
        <div className="row">
          <Button onPress={onLift}>{t('lift.open')}</Button>
        </div>
      )}
    </>
  );
}

function Facts({ block }: { block: Suppression }) {
  const { t } = useTranslation(['bounces', 'common']);
  const { lifted, until, clients, note, author } = block;
  return (
    <KeyValues
      items={[
        { key: 'what', label: t('blocked.column.value'), value: `${block.value} (${t(`blocked.scope.${block.scope}`)})` },
        { key: 'since', label: t('blocked.since'), value: <DateTime at={block.since} /> },
        { key: 'until', label: t('blocked.until'), value: until === null ? t('blocked.forGood') : <DateTime at={until} /> },
        { key: 'by', label: t('blocked.by'), value: block.reason === 'by_hand' ? author || t('common:notNamed') : t('blocked.itself') },
        ...(note === '' ? [] : [{ key: 'note', label: t('blocked.note'), value: note }]),
        { key: 'clients', label: t('blocked.clients'), value: clients.length === 0 ? t('blocked.noClient') : <ClientLinks clients={clients} /> },
        ...(lifted === null
          ? []
          : [
              { key: 'lifted', label: t('blocked.liftedBy'), value: <DateTime at={lifted.at} /> },
              { key: 'why', label: t('blocked.liftedWhy'), value: `${lifted.reason} · ${lifted.author || t('common:notNamed')}` },
            ]),
      ]}
    />
  );
}

function ClientLinks({ clients }: Pick<Suppression, 'clients'>) {
  return (
    <ul>
      {clients.map(({ id, name }) => (
        <li key={id}>
          <a href={`#/clients/${id}`}>{name}</a>
        </li>
      ))}
    </ul>
  );
}
