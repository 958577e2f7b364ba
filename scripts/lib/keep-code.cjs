// node keep-code.cjs BUNDLE CODE ARGUMENT…: runs a bundle as server/src/launch.node.ts does, and at its end writes the code that V8 has made of it.
const { readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { Script, constants } = require('node:vm');

const [bundle, code] = process.argv.splice(2, 2);
const script = new Script(readFileSync(bundle, 'latin1'), {
  filename: bundle,
  importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
});
process.on('exit', () => writeFileSync(code, script.createCachedData()));
script.runInThisContext()(exports, require, module, bundle, path.dirname(bundle));
