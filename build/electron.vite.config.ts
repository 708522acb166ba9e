// Bundling: everything but the native store module goes into three outputs. Targets are pinned to the oldest runtime that is
// supported (Electron 33); left out, they would follow whichever `electron` is installed.
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { trayIcons } from './tray-icons.ts';

const NODE = 'node20.18';

/** Beside the modules of main, which find them relative to themselves. */
const withTrayIcons = {
  name: 'tray-icons',
  generateBundle(this: { emitFile(file: { type: 'asset'; fileName: string; source: Uint8Array }): void }) {
    for (const icon of trayIcons()) this.emitFile({ type: 'asset', ...icon });
  },
};

export default defineConfig({
  main: {
    plugins: [withTrayIcons],
    build: {
      target: NODE,
      minify: true,
      externalizeDeps: { exclude: [] },
      rollupOptions: {
        input: { index: 'main/index.ts', 'store-worker': 'main/services/store/store-worker.ts' },
        // All in one folder: modules find the store's worker, the preload and the pages relative to themselves.
        output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  },
  preload: {
    build: {
      target: NODE,
      rollupOptions: { input: { index: 'preload/index.ts' }, output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react()],
    html: { cspNonce: '__CSP_NONCE__' },
    build: {
      target: 'chrome130',
      minify: true,
      modulePreload: { polyfill: false },
      rollupOptions: { input: { index: 'renderer/index.html' } },
    },
  },
});
