import { useTranslation } from 'react-i18next';
import { CodeText } from '../../ui/display.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import './logs.css';

/** Where logs lie; what is the same in every language. */
const PATHS = {
  cpanel: ['/var/log/exim_mainlog', '/var/log/exim_mainlog-*.gz'],
  directadmin: ['/var/log/exim/mainlog', '/var/log/exim/mainlog.*'],
  plesk: ['/var/log/maillog', '/var/log/maillog.processed*'],
  vps: ['/var/log/exim4/mainlog*', '/var/log/exim/main.log*', '/var/log/mail.log*', '/var/log/maillog*'],
} as const;

const PANELS = ['cpanel', 'directadmin', 'plesk', 'vps'] as const;

/** What a mail log is, and where to get one on each kind of server. */
export function WhereLogs() {
  const { t } = useTranslation('logs');
  return (
    <div className="stack">
      <p className="prose">{t('where.what')}</p>
      <Tabs
        label={t('where.title')}
        tabs={PANELS.map((id) => ({
          id,
          label: t(`where.name.${id}`),
          content: (
            <div className="stack" data-gap="s">
              <p className="prose">{t(`where.how.${id}`)}</p>
              <ul className="paths">
                {PATHS[id].map((path) => (
                  <li key={path}>
                    <CodeText>{path}</CodeText>
                  </li>
                ))}
              </ul>
              <p className="soft prose">{t(`where.without.${id}`)}</p>
            </div>
          ),
        }))}
      />
      <p className="soft prose">{t('where.ask')}</p>
    </div>
  );
}
