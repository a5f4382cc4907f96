import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Suppression } from '../../../src/contract/bounces.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/display.tsx';
import { LiftDialog } from './lift-dialog.tsx';

interface BlockStateProps {
  block: Suppression;
  /** Without a banner: where one already says that mail does not arrive. */
  isQuiet?: boolean;
}

/** That an address gets nothing now, until when, and the way to change that; of a complaint, why there is none. */
export function BlockState({ block, isQuiet = false }: BlockStateProps) {
  const { t } = useTranslation('bounces');
  const [lifting, setLifting] = useState(false);
  const until = useUntil();
  const isComplaint = block.reason === 'complaint';
  const title = t('detail.blockedNow', { value: block.value });
  const lift = !isComplaint && <Button onPress={() => setLifting(true)}>{t('lift.open')}</Button>;
  const why = (
    <>
      <p>{until(block)}</p>
      {isComplaint && <p>{t('lift.neverWhy')}</p>}
    </>
  );
  return (
    <>
      {isQuiet ? (
        <div className="row" data-justify="between">
          <div>
            <strong>{title}</strong>
            {why}
          </div>
          {lift}
        </div>
      ) : (
        <Notice tone="attention" title={title} actions={lift}>
          {why}
        </Notice>
      )}
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
