import { Copy } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Admission } from '../../../src/contract/dossiers.ts';
import { LANGUAGES, type Language } from '../../../src/shared/language.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Select } from '../../ui/choice.tsx';
import { useCopyText } from '../../ui/copy-text.ts';
import { Card, Notice } from '../../ui/display.tsx';
import type { Admitted } from './begin-card.tsx';
import { RuleLines } from './rule-lines.tsx';

/** The host does not admit such a server: why, by which rule, and what is possible instead. */
export function Refusal({ admission, hostId, server }: Admitted) {
  const { t } = useTranslation(['dossiers', 'dossier']);
  const { list } = useFormat();
  const { hostName: host, because, servers } = admission;
  const open = list(servers.map((each) => t(`dossier:server.${each}`)));
  const why = because === 'no_white_list' ? t('refused.none', { host }) : t('refused.other', { host, servers: open });
  return (
    <>
      <Notice tone="attention" title={t('refused.title', { host, server: t(`dossier:server.${server}`) })}>
        <div className="stack" data-gap="s">
          <p>
            {why} {t('refused.nothing')}
          </p>
          <RuleLines admission={admission} hostId={hostId} />
        </div>
      </Notice>
      <section className="stack" aria-labelledby="instead">
        <h2 id="instead">{t('refused.instead')}</h2>
        <p className="soft prose">{t(because === 'no_white_list' ? 'refused.insteadNone' : 'refused.insteadText')}</p>
        <div className="row">
          <LinkButton to="/notices/check/advice">{t('refused.figures')}</LinkButton>
        </div>
      </section>
    </>
  );
}

/** Nobody knows whether the host admits it: the question to the host, ready to be copied. */
export function AskFirst({ admission, hostId, onLanguage }: Admitted & { onLanguage(language: Language): void }) {
  const { t } = useTranslation('dossiers');
  const { hostName: host, because, question } = admission;
  return (
    <>
      <Notice tone="unknown" title={t('ask.title', { host })} actions={<LinkButton to={`/hosts/${hostId}/rules`}>{t('ask.write')}</LinkButton>}>
        {t(because === 'servers_unknown' ? 'ask.servers' : 'ask.rule')}
      </Notice>
      {question !== null && <Question question={question} onLanguage={onLanguage} />}
    </>
  );
}

function Question({ question, onLanguage }: { question: NonNullable<Admission['question']>; onLanguage(language: Language): void }) {
  const { t } = useTranslation(['dossiers', 'common']);
  const copy = useCopyText();
  const { language, languageKnown, subject, text, translation } = question;
  return (
    <Card
      title={t('ask.question', { language: t(`common:ownLanguage.${language}`) })}
      actions={
        <Button icon={Copy} onPress={() => copy(`${subject}\n\n${text}`, t('ask.copied'))}>
          {t('ask.copy')}
        </Button>
      }
    >
      {!languageKnown && (
        <Select
          label={t('ask.language')}
          value={language}
          onChange={onLanguage}
          options={LANGUAGES.map((id) => ({ id, label: t(`common:ownLanguage.${id}`) }))}
        />
      )}
      <Written lang={language} subject={subject} text={text} />
      {translation !== null && (
        <details className="fold">
          <summary>{t('letter.translation')}</summary>
          <Written {...translation} />
        </details>
      )}
    </Card>
  );
}

/** A letter as it reads. */
export function Written({ lang, subject, text }: { lang?: string; subject: string; text: string }) {
  return (
    <div className="dossier-letter" lang={lang}>
      <p>
        <strong>{subject}</strong>
      </p>
      <p className="dossier-letter-text">{text}</p>
    </div>
  );
}
