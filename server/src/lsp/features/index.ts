import type { Feature } from '../context.js';
import { checkWorkspace } from './check-workspace.js';
import { claimPreview } from './claim-preview.js';
import { codeActions } from './code-actions.js';
import { codeLens } from './code-lens.js';
import { codeSets } from './code-sets.js';
import { completion } from './completion.js';
import { days } from './days.js';
import { diagnostics } from './diagnostics.js';
import { explainEncounter } from './explain-encounter.js';
import { exportCharges } from './export-charges.js';
import { folding } from './folding.js';
import { formatting } from './formatting.js';
import { hints } from './hints.js';
import { hover } from './hover.js';
import { importCharges } from './import-charges.js';
import { inlineCompletion } from './inline-completion.js';
import { links } from './links.js';
import { nextEncounter } from './next-encounter.js';
import { noteShape } from './note-shape.js';
import { redact } from './redact.js';
import { outline } from './outline.js';
import { paste } from './paste.js';
import { patientTimeline } from './patient-timeline.js';
import { payer } from './payer.js';
import { rename } from './rename.js';
import { report } from './report.js';
import { selection } from './selection.js';
import { status } from './status.js';
import { tokens } from './tokens.js';
import { topics } from './topics.js';
import { whatChanges } from './what-changes.js';
import { worklist } from './worklist.js';
import { workspaceSymbols } from './workspace-symbols.js';

/** Everything that the server can do, one file each. */
export const FEATURES: readonly Feature[] = [
  diagnostics,
  codeActions,
  completion,
  inlineCompletion,
  hover,
  links,
  rename,
  outline,
  workspaceSymbols,
  folding,
  selection,
  tokens,
  hints,
  codeLens,
  formatting,
  status,
  explainEncounter,
  claimPreview,
  report,
  days,
  topics,
  nextEncounter,
  paste,
  importCharges,
  exportCharges,
  payer,
  checkWorkspace,
  worklist,
  patientTimeline,
  noteShape,
  redact,
  whatChanges,
  codeSets,
];
