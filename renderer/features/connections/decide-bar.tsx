import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/overlay.tsx';
import { effectOf } from './decisions.rules.ts';
import type { Decisions } from './use-decisions.ts';

interface BarProps {
  decisions: Decisions;
  total: number;
  onAll(): void;
  decided: boolean;
}

/** How many there are, or what is done with those that are chosen. */
export function DecideBar(props: BarProps) {
  const { t } = useTranslation('connections');
  const { decisions, total, onAll } = props;
  const all = (
    <Button variant="quiet" isPending={decisions.isChoosing} onPress={onAll}>
      {t('decide.all', { count: total })}
    </Button>
  );
  if (decisions.chosen.size === 0) {
    return (
      <div className="row decide-bar">
        <span className="soft small" role="status">
          {t('differences.count', { count: total })} <span className="decide-keys">· {t('differences.keys')}</span>
        </span>
        {total > 0 && all}
      </div>
    );
  }
  return (
    <div className="row decide-bar">
      <span role="status">{t('differences.chosen', { count: decisions.chosen.size })}</span>
      <Decide {...props} />
      {decisions.chosen.size < total && all}
      <Button variant="quiet" onPress={decisions.clear}>
        {t('decide.none')}
      </Button>
    </div>
  );
}

/** The two things that can be done, each with its number; closing accounts is asked about first. */
function Decide({ decisions, decided }: BarProps) {
  const { t } = useTranslation('connections');
  const [isAsking, setAsking] = useState(false);
  const chosen = [...decisions.chosen.values()];
  const { complete, lacking, closing } = effectOf(chosen, decisions.emails);
  const take = () => {
    setAsking(false);
    void decisions.decide('take', complete);
  };
  return (
    <>
      <Button variant="primary" isDisabled={complete.length === 0} isPending={decisions.isDeciding} onPress={() => (closing > 0 ? setAsking(true) : take())}>
        {t('decide.take', { count: complete.length })}
      </Button>
      {!decided && (
        <Button isDisabled={decisions.isDeciding} onPress={() => void decisions.decide('ignore', chosen)}>
          {t('decide.ignore', { count: chosen.length })}
        </Button>
      )}
      {lacking > 0 && <span className="small">{t('decide.needEmail', { count: lacking })}</span>}
      {isAsking && <CloseDialog closing={closing} rest={complete.length - closing} onClose={() => setAsking(false)} onDo={take} />}
    </>
  );
}

interface CloseProps {
  closing: number;
  rest: number;
  onClose(): void;
  onDo(): void;
}

/** Accounts the host shows no more are closed only when a person says so, knowing how many. */
function CloseDialog({ closing, rest, onClose, onDo }: CloseProps) {
  const { t } = useTranslation(['connections', 'common']);
  return (
    <Dialog
      title={t('decide.closeTitle', { count: closing })}
      isOpen
      decides
      onOpenChange={(open) => !open && onClose()}
      actions={
        <>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" onPress={onDo}>
            {rest === 0 ? t('decide.closeDo', { count: closing }) : t('decide.take', { count: closing + rest })}
          </Button>
        </>
      }
    >
      <p className="prose">{t('decide.closeWhy')}</p>
      {rest > 0 && <p>{t('decide.closeRest', { count: rest })}</p>}
    </Dialog>
  );
}
