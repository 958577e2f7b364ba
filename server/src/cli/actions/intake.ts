import path from 'node:path';
import { readChartText } from '../../core/intake/read-chart.js';
import { toNote } from '../../core/intake/to-note.js';
import type { IntakeResult } from '../../core/intake/types.js';
import { createLanguage } from '../../core/language.js';
import { readNote } from '../../project/read-file.node.js';
import { printError } from '../stderr.js';
import { EXIT } from '../exit.js';
import { write } from '../output.js';

export interface IntakeOptions {
  readonly from: 'text';
  readonly format: 'note' | 'json';
}

/** Prints what the files propose. Of several files the JSON has one object a line, with the name of the file. */
export async function intake(files: readonly string[], { format }: IntakeOptions): Promise<number> {
  const { codes } = createLanguage();
  const { stdout: out, stderr: err } = process;
  let failed = false;
  for (const [i, file] of files.entries()) {
    const read = readNote(path.resolve(file));
    if ('problem' in read) {
      printError(err, `${file}: ${read.problem}`);
      failed = true;
      continue;
    }
    const result = readChartText(read.text, codes);
    await write(
      out,
      format === 'json'
        ? jsonOf(result, files.length > 1 ? file : undefined)
        : (i ? '\n' : '') + toNote(result, read.text),
    );
  }
  return failed ? EXIT.failed : EXIT.clean;
}

function jsonOf(result: IntakeResult, file: string | undefined): string {
  return file === undefined ? `${JSON.stringify(result, null, 2)}\n` : `${JSON.stringify({ file, ...result })}\n`;
}
