import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { LANGUAGES } from './src/shared/language.ts';

/** The words of react-aria in a language Sendward does not speak: nothing would ever read them. */
const unspokenWords: Plugin = {
  name: 'unspoken-words',
  load: {
    filter: { id: new RegExp(`/react-(aria|stately)[^/]*/dist/private/intl/.+/(?!${LANGUAGES.join('|')})[a-z]{2}-[A-Z]{2}[.]m?js$`) },
    handler: () => 'export default {};',
  },
};

/** Calendars other than the Gregorian: none of the languages of Sendward uses them, and date fields would bring them all. */
const otherCalendars: Plugin = {
  name: 'other-calendars',
  transform: {
    filter: { id: /@internationalized[\\/]date[\\/].+[\\/]createCalendar[.]mjs$/ },
    handler: (code) => code.replaceAll(/case '(?!gregory')[^']+':\s+return [^;]+;/g, ''),
  },
};

/** The page: one bundle for both shells, without inline scripts or styles, so that the strict content security policy holds. */
export default defineConfig({
  root: `${import.meta.dirname}/renderer`,
  base: './',
  plugins: [react(), unspokenWords, otherCalendars],
  build: {
    outDir: `${import.meta.dirname}/dist/renderer`,
    emptyOutDir: true,
    target: 'chrome140',
    minify: true,
    // Nothing is turned into a data: address, which the policy would refuse for styles and scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 4000,
    reportCompressedSize: false,
    rolldownOptions: {
      // A file of its own for a number would weigh more than the number.
      optimization: { inlineConst: true },
      output: {
        codeSplitting: {
          groups: [
            // Names of fields are needed in all three languages at once.
            { name: 'texts-fields', test: /[\\/]locales[\\/]\w\w[\\/](fields|editor)[.]/ },
            // Otherwise a page loads the language it speaks: first what it begins with, then the rest.
            ...LANGUAGES.flatMap((language) => [
              {
                name: `texts-${language}`,
                test: new RegExp(`[\\\\/](texts[\\\\/]first-${language}|locales[\\\\/]${language}[\\\\/](common|shell|welcome|today|errors))[.]`),
              },
              { name: `texts-screens-${language}`, test: new RegExp(`[\\\\/](texts[\\\\/]screens-${language}[.]|locales[\\\\/]${language}[\\\\/])`) },
            ]),
            // Dozens of files of a few hundred bytes each would weigh twice as much.
            // What they are drawn with is React, which everything else needs as well.
            { name: 'icons', test: /[\\/]lucide-react[\\/]dist[\\/]esm[\\/]icons[\\/]/, includeDependenciesRecursively: false },
          ],
        },
      },
    },
  },
  worker: { format: 'es' },
});
