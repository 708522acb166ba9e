// Bundles the bench for Node, as the product's own main process is bundled; packages stay outside.
import { defineConfig } from 'vite';

export default defineConfig({
  build: {
    ssr: true,
    target: 'node20.18',
    outDir: 'out/bench',
    emptyOutDir: true,
    rollupOptions: {
      input: {
        bench: 'tests/bench/bench.ts',
        'in-runtime': 'tests/bench/in-runtime/in-runtime.ts',
        // The composition finds the store's worker beside itself.
        'store-worker': 'main/services/store/store-worker.ts',
      },
      output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
    },
  },
});
