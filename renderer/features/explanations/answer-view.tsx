import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Explanation, RoundAnswer } from '../../../src/contract/explanations.ts';
import { client } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { SaveButton } from '../../ui/save-button.tsx';
import { MailText } from '../mailbox/index.ts';
import { Checklist } from './checklist.tsx';
import { ReasonButton } from './reason-dialog.tsx';
import { partsOf } from './round.rules.ts';
import { useRound } from './use-round.ts';

/** What was answered, word for word, beside the list it is judged by; a question that is chosen shows where it was found. */
export function AnswerView({ round, isOpen }: { round: Explanation; isOpen: boolean }) {
  const { t } = useTranslation('explanationsScreen');
  const [passage, setPassage] = useState('');
  const standing = round.answers.filter(({ takenBack }) => takenBack === null);
  return (
    <div className="round-judging">
      <div className="stack">
        <h6>{t('answer.title')}</h6>
        {round.answers.map((answer) => (
          <Answer key={answer.id} round={round} answer={answer} passage={passage} isOpen={isOpen} />
        ))}
      </div>
      {standing.length > 0 && <Checklist round={round} isOpen={isOpen} passage={passage} onPassage={setPassage} />}
    </div>
  );
}

interface AnswerProps {
  round: Explanation;
  answer: RoundAnswer;
  passage: string;
  isOpen: boolean;
}

function Answer({ round, answer, passage, isOpen }: AnswerProps) {
  const { t } = useTranslation('explanationsScreen');
  const back = useRound((reason: string) => client.explanations.takeBack({ id: round.id, answerId: answer.id, reason }));
  return (
    <article className="stack" data-gap="s" data-back={answer.takenBack !== null}>
      <AnswerSource answer={answer} />
      {answer.takenBack === null ? <Words answer={answer} language={round.language} passage={passage} /> : <TakenBack answer={answer} />}
      {answer.source !== 'pasted' && (
        <details>
          <summary>{t('answer.whole')}</summary>
          <MailText text={answer.text} label={t('answer.whole')} />
        </details>
      )}
      <div className="row">
        <SaveButton ask={() => client.explanations.answerFile({ id: round.id, answerId: answer.id })}>{t('answer.save')}</SaveButton>
        {isOpen && answer.takenBack === null && <ReasonButton what="takeBack" work={back} />}
      </div>
    </article>
  );
}

function AnswerSource({ answer }: { answer: RoundAnswer }) {
  const { source, author, from, writtenAt, takenAt, files } = answer;
  const { t } = useTranslation(['explanationsScreen', 'common']);
  const { dateTime, list } = useFormat();
  const names = files.filter((name) => name !== '*');
  return (
    <p className="soft small">
      <Came answer={answer} />
      {from === ''
        ? t('answer.pasted', { author: author || t('common:notNamed'), date: dateTime(takenAt) })
        : t('answer.from', { from, date: dateTime(writtenAt ?? takenAt) })}
      {source === 'mailbox' && ` · ${t('answer.found')}`}
      {names.length > 0 && ` · ${t('answer.files', { names: list(names) })}`}
    </p>
  );
}

/** When and how an answer came that was typed in. */
function Came({ answer: { cameOn, channel } }: { answer: RoundAnswer }) {
  const { t } = useTranslation('explanationsScreen');
  const { date } = useFormat();
  if (cameOn === null) return channel === null ? null : `${t(`answer.channel.${channel}`)} · `;
  const on = date(cameOn);
  return `${channel === null ? t('answer.came', { date: on }) : t('answer.cameBy', { date: on, channel: t(`answer.channel.${channel}`) })} · `;
}

function Words({ answer: { ownWords }, language, passage }: { answer: RoundAnswer; language: string; passage: string }) {
  const { t } = useTranslation('explanationsScreen');
  if (ownWords.trim() === '') return <p className="soft">{t('answer.empty')}</p>;
  return (
    <blockquote className="round-words" lang={language}>
      {partsOf(ownWords, passage).map(({ text, found }) => (found ? <mark key="found">{text}</mark> : text))}
    </blockquote>
  );
}

function TakenBack({ answer: { takenBack } }: { answer: RoundAnswer }) {
  const { t } = useTranslation(['explanationsScreen', 'common']);
  if (takenBack === null) return null;
  return <p>{t('answer.takenBack', { author: takenBack.author || t('common:notNamed'), reason: takenBack.reason })}</p>;
}
