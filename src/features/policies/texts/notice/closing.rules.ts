import { singleLine } from '../../../../shared/text.ts';
import { type DraftSection, facts, known, list, paragraph } from '../section.rules.ts';

/** Where mailings belong. No brand is named but by host or reseller: the source's own list is lost. */
export const alternatives: DraftSection = ({ rules, terms, say, ask, askReseller }) => {
  const named = (known(rules.platforms) ?? []).map(singleLine).join(', ');
  const hostHasOwn = known(rules.bulkPolicy) === 'not_intended';
  return {
    blocks: [
      list(
        say('alternatives.platform'),
        known(rules.accountKind) === 'vps' ? null : say('alternatives.server'),
        named === '' ? (hostHasOwn ? say('alternatives.own_service', { ask }) : null) : say('alternatives.named', { platforms: named }),
      ),
      paragraph(say('alternatives.cost')),
      paragraph(
        terms.platforms === '' ? say('alternatives.unknown', { ask_reseller: askReseller }) : say('alternatives.suggested', { platforms: terms.platforms }),
      ),
    ],
    basis: named === '' && !hostHasOwn ? ['bulkPolicy'] : ['bulkPolicy', 'platforms'],
    terms: ['platforms'],
  };
};

/** The duty of whoever resells: to tell his own clients, of both subjects (rules 000-17, 000-18). */
export const resale: DraftSection = ({ say }) => ({ blocks: [list(say('resale.pass_on'), say('resale.both'))] });

/** How to acknowledge: by the phrase with the token of this very notice, or by signature. */
export const acceptance: DraftSection = ({ rules, terms, say, ask, askReseller }) => {
  const clause = known(rules.termsClause);
  return {
    blocks: [
      paragraph(say('acceptance.reply', { phrase: say('acceptance.phrase') })),
      paragraph(say('acceptance.sign')),
      facts(['name', 'date', 'signature'].map((line) => [say(`acceptance.${line}`), say('acceptance.blank')])),
      list(
        say('acceptance.contact'),
        known(rules.termsUrl) === null ? say('acceptance.terms_unknown', { ask }) : say('acceptance.terms_known'),
        clause === null ? null : say('acceptance.clause', { clause: singleLine(clause) }),
        terms.reminderMonths === null
          ? say('acceptance.reminder_unknown', { ask_reseller: askReseller })
          : say('acceptance.reminder', { count: terms.reminderMonths }),
      ),
    ],
    basis: clause === null ? ['termsUrl'] : ['termsUrl', 'termsClause'],
    terms: ['reminderMonths'],
  };
};
