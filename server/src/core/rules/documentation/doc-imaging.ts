import type { BilledCode } from '../../encounter/model.js';
import type { Visit } from '../../visit/visit.js';
import type { Rule } from '../rule.js';
import { byLine, lineWith } from './required-when.js';
import { missing, SHARED, stillEmpty, stubLine } from './documentation-rule.js';
import { refillExample } from './examples.js';
import { affirms, WordList } from '../../encounter/statements.js';
import { isStub } from '../../visit/acceptance.js';

/** Words that say that the picture was kept, or written up by itself. */
const KEPT = new WordList(
  'image',
  'images',
  'picture',
  'pictures',
  'saved',
  'stored',
  'archived',
  'kept',
  'pacs',
  'report',
  'reported',
  'recorded',
  'permanent',
);

export const documentedImaging: Rule = {
  ...SHARED,
  id: 'doc-imaging',
  element: 'saved image or report',
  documents: [{ key: 'imaging', when: visit => guidanceLine(visit) !== undefined }],
  title: 'Missing: image or report of guidance',
  description:
    'A billed guidance code (76000, 76942, 77002, 77003) needs an `imaging:` line that names the ' +
    'guidance and says that an image was kept or a report written. Injections whose code includes the ' +
    'imaging are not checked here.',
  rationale: 'Guidance is paid for the picture and its report; without them payers take it for part of the procedure.',
  fixDescription: 'Edit: inserts an empty `imaging:` line to fill in; it is reported until it has a value.',
  sources: ['NPM26'],
  examples: {
    wrong: refillExample('imaging: ultrasound', '76942 @A'),
    right: refillExample('imaging: ultrasound, pump turned over, images saved with report', '76942 @A'),
  },
  concerns: ['guidance'],
  check(visit, context) {
    const line = guidanceLine(visit);
    if (!line) return;
    context.applies();
    const demand = byLine(line);
    const { imaging } = visit.encounter;
    if (!imaging) {
      if (isStub(visit, 'imaging')) stillEmpty(context, demand.at, '`imaging:` is still to be filled in.');
      else {
        missing(
          visit,
          context,
          { rule: this.id, demand },
          {
            keys: ['imaging'],
            message: `Write under \`imaging:\` what was seen, why, and that an image was kept: ${line.code} is billed.`,
            fixes: [stubLine(visit, 'imaging')],
          },
        );
      }
      return;
    }
    const words = imaging.block.text.slice(imaging.start, imaging.end);
    if (imaging.kind?.value === 'none') {
      missing(
        visit,
        context,
        { rule: this.id, demand },
        {
          keys: ['imaging'],
          message: `Correct \`imaging:\`, or delete ${line.code}: the note says that there was no imaging.`,
          evidence: [{ at: imaging, text: 'no imaging' }],
        },
      );
    } else if (!affirms(words, KEPT)) {
      missing(
        visit,
        context,
        { rule: this.id, demand },
        {
          keys: ['imaging'],
          message: `Write in \`imaging:\` that an image was kept or a report written: ${line.code} is billed.`,
          evidence: [{ at: imaging, text: 'no image kept, no report' }],
        },
      );
    }
  },
};

function guidanceLine(visit: Visit): BilledCode | undefined {
  return lineWith(visit, code => visit.codes.procedure(code)?.kind === 'guidance');
}
