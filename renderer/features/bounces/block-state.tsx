import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Suppression } from '../../../src/contract/bounces.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/display.tsx';
import { LiftDialog } from './lift-dialog.tsx';

/** That an address gets nothing now, until when, and the way to change that; of a complaint, why there is none. */
export function BlockState({ block }: { block: Suppression }) {
  const { t } = useTranslation('bounces');
  const [lifting, setLifting] = useState(false);
  const until = useUntil();
  const isComplaint = block.reason === 'complaint';
  return (
    <>
      <Notice
        tone="attention"
        title={t('detail.blockedNow', { value: block.value })}
        actions={!isComplaint && <Button onPress={() => setLifting(true)}>{t('lift.open')}</Button>}
      >
        <p>{until(block)}</p>
        {isComplaint && <p>{t('lift.neverWhy')}</p>}
      </Notice>
      {lifting && <LiftDialog block={block} onClose={() => setLifting(false)} />}
    </>
  );
}

/** Says how long a block holds. */
function useUntil(): (block: Suppression) => string {
  const { t } = useTranslation('bounces');
  const { dateTime } = useFormat();
  return ({ until }) => (until === null ? t('detail.blockedForGood') : t('detail.blockedUntil', { when: dateTime(until) }));
}
