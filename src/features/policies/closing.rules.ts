import { type DraftSection, known, list, paragraph } from './section.rules.ts';

/** Where mailings belong. No brand is named but by the reseller: the source's own list is lost. */
export const alternatives: DraftSection = ({ rules, terms, say, ask, askReseller }) => ({
  blocks: [
    list(
      say('alternatives.platform'),
      known(rules.accountKind) === 'vps' ? null : say('alternatives.server'),
      known(rules.bulkPolicy) === 'not_intended' ? say('alternatives.own_service', { ask }) : null,
    ),
    paragraph(say('alternatives.cost')),
    paragraph(
      terms.platforms === '' ? say('alternatives.unknown', { ask_reseller: askReseller }) : say('alternatives.suggested', { platforms: terms.platforms }),
    ),
  ],
  basis: [rules.bulkPolicy],
});

/** The duty of whoever resells: to tell his own clients, of both subjects (rules 000-17, 000-18). */
export const resale: DraftSection = ({ say }) => ({ blocks: [list(say('resale.pass_on'), say('resale.both'))], basis: [] });

export const acceptance: DraftSection = ({ rules, terms, say, ask, askReseller }) => ({
  blocks: [
    paragraph(say('acceptance.confirm')),
    {
      type: 'table',
      head: [],
      rows: ['name', 'date', 'signature'].map((line) => [say(`acceptance.${line}`), say('acceptance.blank')]),
    },
    list(
      say('acceptance.contact'),
      rules.termsUrl === null ? say('acceptance.terms_unknown', { ask }) : say('acceptance.terms_known'),
      terms.reminderMonths === null
        ? say('acceptance.reminder_unknown', { ask_reseller: askReseller })
        : say('acceptance.reminder', { count: terms.reminderMonths }),
    ),
  ],
  basis: [],
});
