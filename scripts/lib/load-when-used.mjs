/**
 * An esbuild plugin: `node:child_process`, which commander requires as it loads for subcommands that are programs of their own, is loaded
 * when it is first used. Ours are none, so no start of the command pays for it.
 */
export const loadWhenUsed = {
  name: 'load-when-used',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, ({ path, namespace, kind }) =>
      kind === 'require-call' && namespace !== 'when-used'
        ? { path, namespace: 'when-used' }
        : { path, external: true },
    );
    onLoad({ filter: /.*/, namespace: 'when-used' }, ({ path }) => ({
      contents: `module.exports = new Proxy({}, { get: (_, name) => require(${JSON.stringify(path)})[name] });`,
      loader: 'js',
    }));
  },
};
