import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BlockList } from '../../../src/contract/blocklists.ts';
import { orpc } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { CodeText, KeyValues } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextField } from '../../ui/field.tsx';
import { Drawer } from '../../ui/overlay.tsx';
import { DateText } from '../../ui/time.tsx';
import { Removals } from './removal-steps.tsx';
import { Terms, Unconfirmed } from './unconfirmed.tsx';

/** What is known of a list: its zone, its codes, how it is left, and when that was checked. */
export function ListDrawer({ list, onClose }: { list: BlockList | undefined; onClose(): void }) {
  return (
    <Drawer title={list?.name ?? ''} isOpen={list !== undefined} onOpenChange={onClose}>
      {list !== undefined && <Content list={list} onClose={onClose} />}
    </Drawer>
  );
}

function Content({ list, onClose }: { list: BlockList; onClose(): void }) {
  const { t } = useTranslation('blocklists');
  return (
    <div className="stack" data-gap="l">
      {isUnconfirmed(list) && <p className="soft prose">{t('unconfirmed.why')}</p>}
      {list.test?.why != null && <p className="prose">{t(`why.${list.test.why}`)}</p>}
      <KeyValues
        items={[
          ...(list.zone === '' ? [] : [{ key: 'zone', label: t('lists.zone'), value: <Zone list={list} /> }]),
          { key: 'weight', label: t('lists.weight'), value: t(`weight.${list.weight}`) },
          { key: 'terms', label: t('detail.terms'), value: <Terms list={list} /> },
          { key: 'checked', label: t('lists.checkedOn'), value: <DateText on={list.checkedOn} /> },
          ...(list.source === '' ? [] : [{ key: 'source', label: t('lists.source'), value: <CodeText>{list.source}</CodeText> }]),
        ]}
      />
      {list.key !== 'none' && <KeyField list={list} />}
      {list.codes.length > 0 && <Codes list={list} />}
      <Removals list={list} />
      {list.own && <RemoveList list={list} onClose={onClose} />}
    </div>
  );
}

function isUnconfirmed({ unconfirmed, removals }: BlockList): boolean {
  return unconfirmed.length > 0 || removals.some((removal) => removal.unconfirmed.length > 0);
}

/** The name it is asked under; of one with a key the place of the key is what has to be right. */
function Zone({ list }: { list: BlockList }) {
  return (
    <>
      <CodeText>{list.zone}</CodeText> <Unconfirmed fact={list.key === 'none' ? 'zone' : 'keyZone'} of={list} />
    </>
  );
}

function Codes({ list }: { list: BlockList }) {
  const { t } = useTranslation('blocklists');
  return (
    <section className="stack">
      <h3>
        {t('lists.codes')} <Unconfirmed fact="codes" of={list} />
      </h3>
      <KeyValues
        items={list.codes.map(({ value, part, meaning }) => ({
          key: `${value} ${part}`,
          label: <CodeText>{value}</CodeText>,
          value: part === '' ? t(`meaning.${meaning}`) : `${part}: ${t(`meaning.${meaning}`)}`,
        }))}
      />
    </section>
  );
}

function KeyField({ list }: { list: BlockList }) {
  const { t } = useTranslation(['blocklists', 'common']);
  const [key, setKey] = useState('');
  const set = useMutation(orpc.blocklists.setList.mutationOptions({ onSuccess: () => setKey('') }));
  return (
    <div className="stack">
      <TextField
        label={t('lists.key')}
        hint={t(list.keySet ? 'lists.keySet' : `lists.keyHint.${list.key === 'needed' ? 'needed' : 'optional'}`)}
        type="password"
        value={key}
        onChange={setKey}
      />
      {set.error !== null && <ErrorNotice error={set.error} />}
      <div className="row">
        <Button isDisabled={key === ''} isPending={set.isPending} onPress={() => set.mutate({ id: list.id, key })}>
          {t('common:save')}
        </Button>
        {list.keySet && (
          <Button variant="quiet" onPress={() => set.mutate({ id: list.id, key: '' })}>
            {t('lists.keyForget')}
          </Button>
        )}
      </div>
    </div>
  );
}

function RemoveList({ list, onClose }: { list: BlockList; onClose(): void }) {
  const { t } = useTranslation('blocklists');
  const remove = useMutation(orpc.blocklists.removeList.mutationOptions({ onSuccess: onClose }));
  return (
    <div className="row">
      <Button variant="danger" isPending={remove.isPending} onPress={() => remove.mutate({ id: list.id })}>
        {t('lists.remove')}
      </Button>
      {remove.error !== null && <ErrorNotice error={remove.error} />}
    </div>
  );
}
