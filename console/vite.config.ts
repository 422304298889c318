import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The console is built into `dist/console` at the repository root, where the node serves it from. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/',
  plugins: [react()],
  build: {
    outDir: fileURLToPath(new URL('../dist/console', import.meta.url)),
    emptyOutDir: true,
    // `light-dark()` is used natively: these are the first versions that know it.
    target: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
    assetsInlineLimit: 0,
    rollupOptions: {
      output: {
        // The printed sheet, which the node writes, names the typeface's files as well: they carry no digest.
        assetFileNames: ({ names }) =>
          /\.woff2?$/.test(names[0] ?? '') ? 'fonts/[name][extname]' : 'assets/[name]-[hash][extname]',
      },
    },
    chunkSizeWarningLimit: 900,
  },
});
