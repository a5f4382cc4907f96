import { CircleCheck, CircleDashed, CircleHelp, type LucideIcon, Undo2 } from 'lucide-react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { AnswerMark } from '../../../src/contract/answers.ts';
import type { CheckedObjection, CheckedQuestion, Explanation } from '../../../src/contract/explanations.ts';
import { client } from '../../client/client.ts';
import { IconButton } from '../../ui/button.tsx';
import { Check } from '../../ui/choice.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useRound } from './use-round.ts';

const MARK_ICONS: Readonly<Record<AnswerMark, LucideIcon>> = { answered: CircleCheck, unclear: CircleHelp, open: CircleDashed };

type As = Parameters<typeof client.explanations.mark>[0]['as'];

interface ListProps {
  round: Explanation;
  /** Marks may be changed. */
  isOpen: boolean;
  passage: string;
  onPassage(passage: string): void;
}

/** The ten questions and what tells against the answer: proposed, confirmed or changed by a person. */
export function Checklist({ round, isOpen, passage, onPassage }: ListProps) {
  const { t } = useTranslation('explanationsScreen');
  const mark = useRound((as: As) => client.explanations.mark({ id: round.id, as }));
  const row = { isOpen, passage, onPassage, onMark: (as: As) => mark.mutate(as) };
  const objections = round.objections.filter(({ proposed, stands }) => isOpen || proposed || stands);
  return (
    <div className="stack">
      <h6>{t('list.title')}</h6>
      <p className="soft small">{t('list.hint')}</p>
      <ul className="round-list">
        {round.questions.map((question) => (
          <QuestionRow key={question.question} question={question} {...row} />
        ))}
      </ul>
      {objections.length > 0 && <h6>{t('list.objections')}</h6>}
      <ul className="round-list">
        {objections.map((objection) => (
          <ObjectionRow key={objection.objection} objection={objection} {...row} />
        ))}
      </ul>
      {mark.error !== null && <ErrorNotice error={mark.error} />}
    </div>
  );
}

interface RowProps {
  isOpen: boolean;
  passage: string;
  onPassage(passage: string): void;
  onMark(as: As): void;
}

function QuestionRow({
  question: { question, mark, asked, passage: found, author },
  isOpen,
  passage,
  onPassage,
  onMark,
}: RowProps & { question: CheckedQuestion }) {
  const { t } = useTranslation('explanationsScreen');
  const Icon = MARK_ICONS[mark];
  const name = t(`question.${question}`);
  return (
    <li data-mark={mark}>
      <Icon size={18} aria-hidden />
      <div className="round-item">
        <Name name={name} found={found} passage={passage} onPassage={onPassage} />
        {!asked && mark === 'answered' && <span className="soft small">{t('list.earlier')}</span>}
        <SaidBy author={author} />
      </div>
      {isOpen ? (
        <Marks question={question} name={name} mark={mark} isSaid={author !== null} onMark={onMark} />
      ) : (
        <span className="small">{t(`mark.${mark}`)}</span>
      )}
    </li>
  );
}

interface MarksProps extends Pick<CheckedQuestion, 'question' | 'mark'>, Pick<RowProps, 'onMark'> {
  name: string;
  isSaid: boolean;
}

/** How a question stands, to be chosen; what a person said can be taken back. */
function Marks({ question, mark, name, isSaid, onMark }: MarksProps) {
  const { t } = useTranslation(['explanationsScreen', 'common']);
  return (
    <div className="round-marks">
      <ToggleButtonGroup
        aria-label={t('list.marks', { question: name })}
        className="chips"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[mark]}
        onSelectionChange={(keys) => {
          const chosen = AnswerMark.options.find((each) => keys.has(each));
          if (chosen !== undefined) onMark({ question, mark: chosen });
        }}
      >
        {AnswerMark.options.map((each) => (
          <ToggleButton key={each} id={each} className="chip">
            {t(`mark.${each}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {isSaid && <IconButton icon={Undo2} label={t('common:labelled', { what: t('list.back'), name })} onPress={() => onMark({ question, mark: null })} />}
    </div>
  );
}

function ObjectionRow({
  objection: { objection, stands, passage: found, author },
  isOpen,
  passage,
  onPassage,
  onMark,
}: RowProps & { objection: CheckedObjection }) {
  const { t } = useTranslation('explanationsScreen');
  const name = t(`objection.${objection}`);
  return (
    <li data-stands={stands}>
      {isOpen ? (
        <Check about={t('list.objections')} label={name} isSelected={stands} onChange={(selected) => onMark({ objection, stands: selected })} />
      ) : (
        <span>{name}</span>
      )}
      {found !== '' && <Name name={t('list.where')} label={t('list.show', { question: name })} found={found} passage={passage} onPassage={onPassage} />}
      <SaidBy author={author} />
    </li>
  );
}

/** Who said so; nobody = it is only proposed. */
function SaidBy({ author }: { author: string | null }) {
  const { t } = useTranslation('explanationsScreen');
  return author === null ? null : <span className="soft small">{t('list.by', { author })}</span>;
}

/** A name that shows where its words stand. */
function Name({ name, label, found, passage, onPassage }: { name: string; label?: string; found: string } & Pick<RowProps, 'passage' | 'onPassage'>) {
  if (found === '') return <span>{name}</span>;
  const isShown = passage === found;
  return (
    <button type="button" className="link" aria-label={label} aria-pressed={isShown} onClick={() => onPassage(isShown ? '' : found)}>
      {name}
    </button>
  );
}
