import { useTranslation } from 'react-i18next';
import { RuleId } from '../../../src/contract/rule-pack.ts';
import { CodeText } from '../../ui/display.tsx';
import { useRuleWords } from './rule-words.ts';

interface SourcesProps {
  source: string;
  /** Rules of the source documents that are worded further down on the screen. */
  statements: readonly string[];
}

/** Where a value was read: rule ids one after the other, each leading to its sentence, or an address. */
export function Sources({ source, statements }: SourcesProps) {
  if (source === '') return null;
  return (
    <span className="sources">
      {partsOf(source).map((part) => (statements.includes(part) ? <ToStatement key={part} id={part} /> : <CodeText key={part}>{part}</CodeText>))}
    </span>
  );
}

function partsOf(source: string): string[] {
  return source.split(', ');
}

/** The first of the sources given that is worded on the screen: the example in the explanation of such numbers. */
export function exampleOf(sources: readonly string[], statements: readonly string[]): string | undefined {
  return sources.flatMap(partsOf).find((part) => RuleId.safeParse(part).success && statements.includes(part));
}

/** The element with the sentence of a rule; it can take the focus. */
export function statementElementId(id: string): string {
  return `statement-${id}`;
}

function ToStatement({ id }: { id: string }) {
  const { t } = useTranslation('hosts');
  const { sentence } = useRuleWords();
  const go = () => {
    const target = document.getElementById(statementElementId(id));
    target?.scrollIntoView({ block: 'center' });
    target?.focus({ preventScroll: true });
  };
  return (
    <button type="button" className="source-link code" title={sentence(id)} aria-label={t('rules.toSentence', { id })} onClick={go}>
      {id}
    </button>
  );
}
