import { useTranslation } from 'react-i18next';
import type { Explanation } from '../../../src/contract/explanations.ts';
import { useFormat } from '../../i18n/format.ts';
import { StateTag } from '../../ui/display.tsx';
import { DateText, DateTime } from '../../ui/time.tsx';
import { AnswerView } from './answer-view.tsx';
import { OfferedMails } from './offered-mails.tsx';
import { LEFT, lacksOf, leftOf, STANDING_TONES, standingOf } from './round.rules.ts';
import { RoundActions } from './round-actions.tsx';
import { RoundLetters } from './round-letters.tsx';

interface RoundCardProps {
  round: Explanation;
  /** Rounds of the same client before this one. */
  earlier: readonly Explanation[];
  isClosed: boolean;
  onAskAgain(): void;
}

/** One round: how it stands, what was asked and answered, what is open, and what to do. */
export function RoundCard({ round, earlier, isClosed, onAskAgain }: RoundCardProps) {
  const { t } = useTranslation('explanationsScreen');
  return (
    <section className="round" aria-label={t('round', { round: round.round, client: round.clientName })}>
      <RoundHead round={round} />
      <Summary round={round} />
      <RoundLetters round={round} />
      {round.offered > 0 && <OfferedMails round={round} />}
      {round.answers.length > 0 && <AnswerView round={round} isOpen={round.state === 'answered' && !isClosed} />}
      {!isClosed && <RoundActions round={round} onAskAgain={onAskAgain} />}
      {earlier.length > 0 && <Earlier rounds={earlier} />}
    </section>
  );
}

function RoundHead({ round }: { round: Explanation }) {
  const { t } = useTranslation('explanationsScreen');
  const standing = standingOf(round);
  const { daysLeft } = round;
  const days = daysLeft === 0 ? t('days.today') : daysLeft > 0 ? t('days.left', { count: daysLeft }) : t('days.late', { count: -daysLeft });
  return (
    <div className="round-head">
      <h5>{t('round', { round: round.round, client: round.clientName })}</h5>
      <StateTag tone={STANDING_TONES[standing]}>{t(`state.${standing}`)}</StateTag>
      {round.state === 'asked' && <span className="soft small">{days}</span>}
    </div>
  );
}

/** Where it stands, in one or two sentences: what is open, and why it does not suffice. */
function Summary({ round }: { round: Explanation }) {
  const { t } = useTranslation('explanationsScreen');
  const { date, dateTime } = useFormat();
  const { state, verdict, daysLeft } = round;
  const words = { date: date(round.askedAt.slice(0, 10)), deadline: date(round.deadlineOn) };
  if (state === 'withdrawn') return <p className="prose soft">{t('sum.withdrawn', words)}</p>;
  if (state === 'unsent') return <p className="prose">{t('sum.unsent')}</p>;
  const isAnswered = round.answers.some(({ takenBack }) => takenBack === null);
  return (
    <div className="round-summary">
      {verdict !== null && (
        <p>
          {t('sum.decided', { author: verdict.author, date: dateTime(verdict.at) })}
          {verdict.note !== '' && <span className="round-note">{t('sum.note', { note: verdict.note })}</span>}
        </p>
      )}
      {isAnswered ? <Judged round={round} /> : <p>{t(daysLeft < 0 && verdict === null ? 'sum.late' : 'sum.asked', words)}</p>}
    </div>
  );
}

/** What the list says of an answer: a proposal until somebody decided. */
function Judged({ round }: { round: Explanation }) {
  const { t } = useTranslation('explanationsScreen');
  const { list } = useFormat();
  const reasons = list([
    ...lacksOf(round).map((lack) => t(`reason.${lack}`)),
    ...round.objections.filter(({ stands }) => stands).map(({ objection }) => t(`objection.${objection}`)),
  ]);
  const left = leftOf(round);
  return (
    <>
      {round.proposed === 'sufficient' && round.verdict === null && <p>{t('sum.good')}</p>}
      {round.proposed === 'insufficient' && round.verdict === null && <p>{reasons === '' ? t('sum.proposedNoReason') : t('sum.proposed', { reasons })}</p>}
      {round.verdict?.verdict === 'insufficient' && reasons !== '' && <p>{t('sum.why', { reasons })}</p>}
      {LEFT.map((how) => left[how].length > 0 && <p key={how}>{t(`sum.${how}`, { open: list(left[how].map((question) => t(`question.${question}`))) })}</p>)}
    </>
  );
}

/** What was asked and decided before, for reading. */
function Earlier({ rounds }: { rounds: readonly Explanation[] }) {
  const { t } = useTranslation('explanationsScreen');
  return (
    <details className="round-earlier">
      <summary>{t('earlier')}</summary>
      <ul className="stack">
        {rounds.map((round) => (
          <li key={round.id} className="stack" data-gap="s">
            <RoundHead round={round} />
            <Summary round={round} />
            <RoundLetters round={round} />
            {round.answers.map((answer) => (
              <blockquote key={answer.id} className="round-words">
                {answer.ownWords}
                <footer className="soft small">
                  {answer.cameOn === null ? <DateTime at={answer.writtenAt ?? answer.takenAt} /> : <DateText on={answer.cameOn} />}
                </footer>
              </blockquote>
            ))}
          </li>
        ))}
      </ul>
    </details>
  );
}
