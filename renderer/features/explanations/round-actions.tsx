import { MailPlus, MessageCircleQuestion } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerVerdict, Explanation } from '../../../src/contract/explanations.ts';
import { client } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { AnswerDialog } from './answer-dialog.tsx';
import { DecideDialog } from './decide-dialog.tsx';
import { ReasonButton } from './reason-dialog.tsx';
import { isOut } from './round.rules.ts';
import { useRound } from './use-round.ts';

interface ActionsProps {
  round: Explanation;
  onAskAgain(): void;
}

/** What to do with a round as it stands; what is proposed stands out, nothing is done by itself. */
export function RoundActions({ round, onAskAgain }: ActionsProps) {
  const { t } = useTranslation('explanationsScreen');
  const [deciding, setDeciding] = useState<{ readonly verdict: AnswerVerdict; readonly again: boolean } | null>(null);
  const [isTaking, setTaking] = useState(false);
  const decide = (verdict: AnswerVerdict, again = false) => setDeciding({ verdict, again });
  return (
    <div className="row round-actions">
      {round.state === 'answered' && <Judge round={round} onDecide={decide} />}
      {round.state === 'unsent' && (
        <Button variant="primary" icon={MessageCircleQuestion} onPress={onAskAgain}>
          {t('ask.again')}
        </Button>
      )}
      {(round.state === 'asked' || round.state === 'unsent' || round.state === 'answered') && (
        <Button variant={round.state === 'asked' && round.proposed === null ? 'primary' : 'secondary'} icon={MailPlus} onPress={() => setTaking(true)}>
          {t(round.state === 'answered' ? 'answer.more' : 'answer.add')}
        </Button>
      )}
      {round.state === 'asked' && isOut(round) && (
        <Button variant={round.proposed === 'no_answer' ? 'primary' : 'secondary'} onPress={() => decide('no_answer')}>
          {t('act.no_answer')}
        </Button>
      )}
      {(round.state === 'asked' || round.state === 'unsent') && <Withdraw round={round} />}
      {(round.state === 'decided' || round.state === 'withdrawn') && <Decided round={round} onAskAgain={onAskAgain} />}
      {isTaking && <AnswerDialog round={round} onClose={() => setTaking(false)} />}
      {deciding !== null && (
        <DecideDialog round={round} verdict={deciding.verdict} onDone={() => deciding.again && onAskAgain()} onClose={() => setDeciding(null)} />
      )}
    </div>
  );
}

function Judge({ round, onDecide }: { round: Explanation; onDecide(verdict: AnswerVerdict, again?: boolean): void }) {
  const { t } = useTranslation('explanationsScreen');
  const isGood = round.proposed === 'sufficient';
  return (
    <>
      <Button variant={isGood ? 'secondary' : 'primary'} icon={MessageCircleQuestion} onPress={() => onDecide('insufficient', true)}>
        {t('act.second')}
      </Button>
      <Button variant={isGood ? 'primary' : 'secondary'} onPress={() => onDecide('sufficient')}>
        {t('act.sufficient')}
      </Button>
      <Button onPress={() => onDecide('insufficient')}>{t('act.insufficient')}</Button>
    </>
  );
}

function Withdraw({ round: { id } }: { round: Explanation }) {
  const work = useRound((reason: string) => client.explanations.withdraw({ id, reason }));
  return <ReasonButton what="withdraw" work={work} />;
}

function Decided({ round: { id, verdict }, onAskAgain }: ActionsProps) {
  const { t } = useTranslation('explanationsScreen');
  const work = useRound((reason: string) => client.explanations.undecide({ id, reason }));
  return (
    <>
      {verdict?.verdict !== 'sufficient' && (
        <Button variant="primary" icon={MessageCircleQuestion} onPress={onAskAgain}>
          {t('ask.again')}
        </Button>
      )}
      {verdict !== null && <ReasonButton what="undecide" work={work} />}
    </>
  );
}
