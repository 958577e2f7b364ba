// The language-server library can speak over sockets. Nothing here asks it to, so no bundle holds a module that could
// open one.
const NETWORK = /^(node:)?(net|http|https|http2|tls|dgram|dns)(\/promises)?$/;

/** esbuild plugin: what imports a network module of Node gets an empty object. */
export const noNetwork = {
  name: 'no network',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: NETWORK }, ({ path }) => ({ path, namespace: 'no-network' }));
    onLoad({ filter: /.*/, namespace: 'no-network' }, () => ({ contents: 'module.exports = {};', loader: 'js' }));
  },
};
