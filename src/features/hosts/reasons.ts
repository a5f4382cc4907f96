import type { PresetId } from '../../contract/hosts.ts';
import type { SECTION_IDS } from '../../contract/texts.ts';

type NoticeSection = (typeof SECTION_IDS)['notice'][number];

/** Source rules that a section of the notice rests on beside those its values name: reasons, definitions and duties that carry no value. */
const REASONS: Readonly<Record<PresetId, Partial<Record<NoticeSection, readonly string[]>>>> = {
  'shared-strict': {
    summary: ['000-18', '000-23'],
    why: ['000-02', '000-03', '000-04', '000-05', '000-08', '000-09', '000-13', '000-27'],
    definitions: ['000-15', '000-24'],
    allowed: ['000-06', '000-10', '000-11'],
    conditions: ['000-11', '000-15'],
    consequences: ['000-26', '000-27'],
    alternatives: ['000-28'],
    resale: ['000-17', '000-18'],
    acceptance: ['000-21', '000-22'],
  },
  'shared-fr-conditions': {
    why: ['001-22', '001-33', '001-34'],
    definitions: ['001-01', '001-02', '001-03', '001-04', '001-05', '001-15'],
    allowed: ['001-14', '001-18', '001-19'],
    conditions: ['001-07', '001-09', '001-20'],
    alternatives: ['001-21'],
  },
  'enrolment-platform': {
    why: ['003-07', '003-08', '003-12'],
    conditions: ['003-09'],
    consequences: ['003-13'],
    if_it_happens: ['003-14', '003-15', '003-16'],
  },
  'vps-ru-whitelist': {
    why: ['004-07'],
    definitions: ['004-04', '004-05', '004-06'],
    allowed: ['004-02', '004-10'],
    conditions: ['004-15', '004-17', '004-19'],
    consequences: ['004-10'],
    alternatives: ['004-02', '004-03'],
  },
  neutral: {},
};

/** Source rules behind the wording of a section of the notice, for hosts made from `preset`. */
export function reasonsOf(preset: PresetId, section: string): readonly string[] {
  return new Map<string, readonly string[]>(Object.entries(REASONS[preset])).get(section) ?? [];
}
