import type { Language } from '../../../shared/language.ts';

/**
 * Reading ease: `base` − `sentence` × words a sentence − `syllable` × syllables a word.
 * English: Flesch, "A new readability yardstick", Journal of Applied Psychology 32 (1948).
 * French: Kandel and Moles, "Application de l'indice de Flesch à la langue française", Cahiers Études de Radio-Télévision 19 (1958).
 * Russian: Oborneva, "Автоматизация оценки качества восприятия текста" (2005).
 */
const EASE = {
  en: { base: 206.835, sentence: 1.015, syllable: 84.6 },
  fr: { base: 207, sentence: 1.015, syllable: 73.6 },
  ru: { base: 206.835, sentence: 1.3, syllable: 60.1 },
} as const satisfies Record<Language, object>;

/** Words of letters; a merge field counts as the one name that will stand there. */
export function wordsIn(sentence: string): string[] {
  return sentence.replace(/\{\{[^{}]*\}\}/g, ' name ').match(/\p{L}[\p{L}\p{M}’'-]*/gu) ?? [];
}

/** Reading ease of sentences, 0 (hard) to 100 (easy), on the scale made for their language. Nothing to read is easy. */
export function readabilityOf(sentences: readonly string[], language: Language): number {
  const counted = sentences.map(wordsIn).filter((words) => words.length > 0);
  const words = counted.flat();
  if (words.length === 0) return 100;
  const syllables = words.reduce((sum, word) => sum + syllablesIn(word, language), 0);
  const { base, sentence, syllable } = EASE[language];
  const ease = base - sentence * (words.length / counted.length) - syllable * (syllables / words.length);
  return Math.round(Math.min(100, Math.max(0, ease)));
}

/** Syllables of a word as it is spoken, at least one. Exact in Russian, where every vowel is one; a good estimate in the others. */
export function syllablesIn(word: string, language: Language): number {
  const lower = word.toLowerCase();
  return Math.max(1, language === 'ru' ? vowels(lower) : language === 'fr' ? frenchSyllables(lower) : englishSyllables(lower));
}

function vowels(word: string): number {
  return word.match(/[аеёиоуыэюя]/g)?.length ?? 0;
}

/** Groups of vowels, without the mute e of an ending. */
function frenchSyllables(word: string): number {
  return word.split(/[-’']/).reduce((sum, part) => {
    const groups = part.match(/[aeiouyàâäéèêëîïôöùûüœæ]+/g)?.length ?? 0;
    return sum + (groups > 1 && /[^aeiouyàâäéèêëîïôöùûüœæ]es?$/.test(part) ? groups - 1 : groups);
  }, 0);
}

/** Groups of vowels, without the endings that are not spoken. */
function englishSyllables(word: string): number {
  return word.split(/[-’']/).reduce((sum, part) => {
    if (part.length <= 3) return sum + (/[aeiouy]/.test(part) ? 1 : 0);
    const spoken = part.replace(/(?:[^laeiouytdsxzcgh]es|[^td]ed|[^laeiouy]e)$/, '').replace(/^y/, '');
    return sum + (spoken.match(/[aeiouy]{1,2}/g)?.length ?? 0);
  }, 0);
}
