// Every command that package.json names, and those that links and the days use.
import { Disposable, env, Uri, window, type Position } from 'vscode';
import { showInNote } from '../active-note';
import { choosePayer, newPayerProfile } from '../payer';
import { turnOffRule } from '../rule-levels';
import { ask } from '../server';
import { claimHtml } from '../views/claim-html';
import { CodePanel } from '../views/code-panel';
import { EncounterPanel } from '../views/encounter-panel';
import { explainHtml } from '../views/explain-html';
import { timelineHtml } from '../views/timeline-html';
import { WorklistPanel } from '../views/worklist-panel';
import { CheckedWorkspace } from './check-workspace';
import { saveCoderProfile } from './coder-profile';
import { showCodeSets } from './code-sets';
import { register, type Tools } from './command';
import { copyClaim } from './copy-claim';
import { copyDiagnosticReport } from './diagnostic-report';
import { explainCode } from './explain-code';
import { exportCharges } from './export-charges';
import { showCodePage } from './show-code-page';
import { importCharges } from './import-charges';
import { beginNextEncounter, newNote } from './next-encounter';
import { inNote, openPracticeNote } from './practice-note';
import { redactNote } from './redact-note';
import { openRule } from './rule-docs';
import { showNoteReport, showWorkspaceReport } from './show-report';
import { targetOf } from './target';
import { whatChangesOn } from './what-changes';

export function registerCommands(tools: Tools): Disposable {
  const { client, context, active, onChanged } = tools;
  const worklist = new WorklistPanel(client, context.extensionUri, onChanged);
  const codePanel = new CodePanel(client, context.extensionUri);
  const checked = new CheckedWorkspace(client, onChanged);
  const command = (name: string, run: (...sent: unknown[]) => unknown): Disposable => register(client, name, run);
  return Disposable.from(
    worklist,
    codePanel,
    encounterViews(tools),
    editingCommands(tools),
    checked,
    command('openEncounter', (...sent) => {
      const target = targetOf(active, sent);
      return target && showInNote(target.uri, target.position);
    }),
    command('copyText', copyText),
    command('showWorklist', () => worklist.show()),
    command('checkWorkspace', () => checked.run()),
    command('explainCode', (...sent) => explainCode(tools, ...sent)),
    command('showCodePage', (...sent) => showCodePage(tools, codePanel, ...sent)),
    command('showReport', () => showNoteReport(tools)),
    command('showWorkspaceReport', () => showWorkspaceReport(tools)),
    command('copyDiagnosticReport', () => copyDiagnosticReport(tools)),
    command('showCodeSets', () => showCodeSets(tools)),
    command('whatChangesOn', (...sent) => whatChangesOn(tools, ...sent)),
    command('openRule', (...sent) => openRule(tools, ...sent)),
    command('redactNote', () => redactNote(tools)),
    command('saveCoderProfile', () => saveCoderProfile(context)),
    command('openPracticeNote', () => openPracticeNote(context)),
    command('nextFinding', () => inNote(active, 'editor.action.marker.next')),
    command('showFixes', () => inNote(active, 'editor.action.quickFix')),
  );
}

/** Views beside the note about the encounter at the caret, and the commands that open them. */
function encounterViews({ client, context, active, onChanged }: Tools): Disposable {
  const around = { extension: context.extensionUri, onChanged };
  const explain = new EncounterPanel(
    {
      name: 'explainEncounter',
      title: 'Explain Encounter',
      ask: at => ask(client, 'encounterNotes/explainEncounter', at),
      render: explainHtml,
    },
    around,
  );
  const claim = new EncounterPanel(
    {
      name: 'claimPreview',
      title: 'Claim Preview',
      ask: at => ask(client, 'encounterNotes/claimPreview', at),
      render: claimHtml,
    },
    around,
  );
  const timeline = new EncounterPanel(
    {
      name: 'patientTimeline',
      title: 'Patient Timeline',
      ask: at => ask(client, 'encounterNotes/patientTimeline', at),
      render: timelineHtml,
    },
    around,
  );
  const opens = (name: string, view: { show(uri: Uri, position: Position): Promise<void> }): Disposable =>
    register(client, name, async (...sent) => {
      const target = targetOf(active, sent);
      if (target) await view.show(target.uri, target.position);
    });
  return Disposable.from(
    explain,
    claim,
    timeline,
    opens('explainEncounter', explain),
    opens('claimPreview', claim),
    opens('patientTimeline', timeline),
  );
}

/** Commands that write into a note, its settings or the clipboard. */
function editingCommands(tools: Tools): Disposable {
  const { client, active } = tools;
  const command = (name: string, run: (...sent: unknown[]) => unknown): Disposable => register(client, name, run);
  return Disposable.from(
    command('copyClaim', (...sent) => copyClaim(tools, sent)),
    command('choosePayer', () => choosePayer(client, active)),
    command('newPayerProfile', () => newPayerProfile(client, active)),
    command('turnOffRule', turnOffRule),
    command('newNote', newNote),
    command('importCharges', (...sent) => importCharges(tools, ...sent)),
    command('exportCharges', (...sent) => exportCharges(tools, ...sent)),
    command('newEncounter', () => beginNextEncounter(tools)),
  );
}

/** Puts a text on the clipboard, as a code action of the server asks. */
async function copyText(text: unknown): Promise<void> {
  if (typeof text !== 'string') return;
  await env.clipboard.writeText(text);
  window.setStatusBarMessage('The question to the provider is on the clipboard.', 5000);
}
