import { CircleCheck, CircleHelp, CircleSlash, KeyRound, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Capability, Given } from '../../../src/shared/panels.ts';
import { useFormat } from '../../i18n/format.ts';
import { CodeText, StateTag } from '../../ui/display.tsx';
import type { Tone } from '../../ui/tone.tsx';
import { byAnswer } from './capabilities.rules.ts';

const LOOKS: Readonly<Record<Given, { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  given: { tone: 'ok', icon: CircleCheck },
  needs_privilege: { tone: 'attention', icon: KeyRound },
  unknown: { tone: 'unknown', icon: CircleHelp },
  not_given: { tone: 'unknown', icon: CircleSlash },
};

/** What was found when a panel was tried: each answer with what it is about, the call, and the privilege that lacks. */
export function CapabilityList({ capabilities }: { capabilities: readonly Capability[] }) {
  const { t } = useTranslation('connections');
  return (
    <div className="capabilities">
      {byAnswer(capabilities).map(({ given, list }) => (
        <section key={given} className="stack" data-gap="s">
          <h3 className="row">
            <StateTag {...LOOKS[given]}>{t(`given.${given}`)}</StateTag>
            <span className="soft small">{t('probe.count', { count: list.length })}</span>
          </h3>
          <p className="soft small">{t(`givenWhy.${given}`)}</p>
          <ul>
            {list.map((each) => (
              <CapabilityLine key={each.need} capability={each} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function CapabilityLine({ capability: { need, given, privilege, call } }: { capability: Capability }) {
  const { t } = useTranslation('connections');
  return (
    <li>
      <span>{t(`need.${need}`)}</span>
      {given === 'needs_privilege' && (
        <span className="small">
          {privilege === '' ? (
            t('probe.privilegeUnknown')
          ) : (
            <>
              {t('probe.privilege')} <CodeText>{privilege}</CodeText>
            </>
          )}
        </span>
      )}
      {given !== 'not_given' && call !== '' && (
        <span className="soft small">
          {t('probe.call')} <CodeText>{call}</CodeText>
        </span>
      )}
    </li>
  );
}

/** What a kind of panel publishes at all, for those who choose: one line an answer. */
export function PublishedLines({ capabilities }: { capabilities: readonly Capability[] }) {
  const { t } = useTranslation('connections');
  const { list } = useFormat();
  return (
    <ul className="published small">
      {byAnswer(capabilities).map(({ given, list: each }) => {
        const Icon = LOOKS[given].icon;
        return (
          <li key={given} data-tone={LOOKS[given].tone}>
            <Icon size={14} aria-hidden />
            <span>
              <strong>{t(`published.${given}`)}</strong> {list(each.map(({ need }) => t(`need.${need}`)))}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
