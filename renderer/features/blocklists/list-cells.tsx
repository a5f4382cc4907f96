import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { BlocklistOverview, ListAnswer } from '../../../src/contract/blocklists.ts';
import type { AnswerPlace } from './answer-drawer.tsx';
import { AnswerTag } from './state-tag.tsx';

type Lists = BlocklistOverview['lists'];

interface ListCellsProps {
  subject: string;
  /** Those that keep such things. */
  lists: Lists;
  answers: readonly ListAnswer[];
  onOpen(place: AnswerPlace): void;
}

/** A cell for each list with its answer; each opens what is behind it. */
export function ListCells({ subject, lists, answers, onOpen }: ListCellsProps) {
  const { t } = useTranslation('blocklists');
  const answerOf = new Map(answers.map((answer) => [answer.listId, answer]));
  return (
    <ul className="list-cells" aria-label={t('answersOf', { subject })}>
      {byGravity(lists, answerOf).map(({ id, name }) => (
        <li key={id}>
          <Button className="list-cell" data-state={answerOf.get(id)?.state} onPress={() => onOpen({ subject, listId: id })}>
            <span className="list-cell-name">{name}</span>
            <AnswerTag state={answerOf.get(id)?.state ?? 'never'} />
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** Lists on which it is come first; the others stay in the order of the catalogue, so that they are found again. */
function byGravity(lists: Lists, answers: ReadonlyMap<string, ListAnswer>): Lists {
  const isListed = ({ id }: Lists[number]) => answers.get(id)?.state === 'listed';
  return [...lists.filter(isListed), ...lists.filter((list) => !isListed(list))];
}
