// What `dist/cli.js` and `dist/server.js` are: each runs its bundle, `dist/NAME.main.js`, from the code that V8 made of it at the build.
// V8 need not compile then what a first finding takes, which is most of a cold start. The code holds for the very Node that built it;
// any other one compiles the bundle as it does any script. Nothing is written when a program runs.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Script, constants } from 'node:vm';

/** The bundle's name and the name of its code, without the ending; set by the build. */
declare const BUNDLE: string;
declare const CODE: string;

const filename = path.join(__dirname, `${BUNDLE}.main.js`);
const script = new Script(readFileSync(filename, 'latin1'), {
  filename,
  ...madeAtBuild(),
  importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
});
(script.runInThisContext() as Bundle)(exports, require, module, __filename, __dirname);

/** The bundle is a function of what Node gives a module. */
type Bundle = (
  exports: unknown,
  require: NodeJS.Require,
  module: NodeJS.Module,
  filename: string,
  dirname: string,
) => void;

function madeAtBuild(): { cachedData?: Buffer } {
  try {
    return {
      cachedData: readFileSync(
        path.join(__dirname, `${CODE}-${process.versions.v8}-${process.platform}-${process.arch}.code`),
      ),
    };
  } catch {
    return {};
  }
}
