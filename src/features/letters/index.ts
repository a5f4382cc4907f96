export { keepBackMisdirected } from './keep-back.ts';
export { findLetter, lettersOf, wordsOf } from './letters.repo.ts';
export { createLetters } from './letters.ts';
export { type PreparedLetter, prepareLetter } from './prepare.ts';
export { insertLetter, letterSettled, withdrawLetter } from './write.ts';
