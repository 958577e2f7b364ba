/**
 * esbuild plugin: dist/extension.js, for which VS Code waits, holds no language client, but loads it as a file beside
 * it.
 */
export const clientApart = {
  name: 'client apart',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/client\.node$/ }, () => ({ path: './client.js', external: true }));
  },
};
