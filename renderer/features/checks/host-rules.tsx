import { useTranslation } from 'react-i18next';
import type { HostRule } from '../../../src/contract/checks.ts';
import type { HostId } from '../../../src/contract/ids.ts';
import { useFormat } from '../../i18n/format.ts';
import { CodeText } from '../../ui/display.tsx';

/** Rules of a host, each by its number, which leads to the host, with its sentence, where else it was read, and when. */
export function HostRules({ rules, hostId }: { rules: readonly HostRule[]; hostId: HostId | undefined }) {
  return (
    <ul className="behind">
      {distinct(rules).map((rule) => (
        <li key={keyOf(rule)}>
          {rule.ids.map((id) => (
            <Sentence key={id} id={id} hostId={hostId} />
          ))}
          {rule.source !== '' && <CodeText>{rule.source}</CodeText>} <ReadOn on={rule.readOn} />
        </li>
      ))}
    </ul>
  );
}

function Sentence({ id, hostId }: { id: string; hostId: HostId | undefined }) {
  const { i18n } = useTranslation('rules');
  return (
    <span>
      {hostId === undefined ? <CodeText>{id}</CodeText> : <a href={`#/hosts/${hostId}`}>{id}</a>} {i18n.t(`rules:${id}`, { defaultValue: '' })}{' '}
    </span>
  );
}

/** The day on which something was read. */
export function ReadOn({ on }: { on: string | null }) {
  const { t } = useTranslation('checksScreen');
  const format = useFormat();
  return <span className="soft">{on === null ? t('behind.noDay') : t('behind.readOn', { date: format.date(on) })}</span>;
}

const keyOf = ({ ids, source }: HostRule) => `${ids.join()} ${source}`;

function distinct(rules: readonly HostRule[]): HostRule[] {
  return [...new Map(rules.map((rule) => [keyOf(rule), rule])).values()];
}
