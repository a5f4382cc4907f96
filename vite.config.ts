import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The page: one bundle for both shells, without inline scripts or styles, so that the strict content security policy holds. */
export default defineConfig({
  root: `${import.meta.dirname}/renderer`,
  base: './',
  plugins: [react()],
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
  },
  worker: { format: 'es' },
});
