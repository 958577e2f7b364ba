// An untrusted folder: everything works except the folder's own profiles and settings, until it is trusted. Steps of
// ui.mjs.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { again } from '../harness/waiting.mjs';

const NOTE = 'harbor.encounter';
/** A payer that only the folder knows, and a nurse's fill billed as a physician's. */
const VISIT = `2026-11-20 refill P-401 @office #harbor
pump: SynchroMed II 8637-40, sn NGP0000401, 40 mL, IT, programmable, ERI 38 mo
by: RN KL
sup: MD AS, in suite
read: expected 6.2 mL, dose 480 mcg/day, alarms none
fill: out 6.0 mL, in 40 mL, needle 22g, template, aseptic
prog: volume only
after: volume 40 mL, dose 480 mcg/day, alarms none
dx: G80.0, Z45.1
95991 @AB
asess: fine
`;

/** @param group see ui.mjs */
export function restrictedSteps({ page, bench, folder, openWorkspace, setUserSettings }) {
  const problem = rule => bench.problems.filter({ hasText: rule }).first();
  const put = (file, content) => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), typeof content === 'string' ? content : JSON.stringify(content));
  };

  return {
    'the profiles and severities of an untrusted folder are ignored': async () => {
      put(NOTE, VISIT);
      put('.encounter/profiles/harbor.json', { id: 'harbor', title: 'Harbor Health', extends: 'medicare' });
      put('.encounter/config.json', { rules: { 'performer-level': 'hint' } });
      put('.vscode/settings.json', {
        'encounterNotes.rules': { 'unknown-field': 'error' },
        'encounterNotes.inlayHints.alarmDate': true,
      });
      setUserSettings({
        'security.workspace.trust.enabled': true,
        'security.workspace.trust.startupPrompt': 'never',
        'security.workspace.trust.banner': 'never',
      });
      await openWorkspace();
      await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
      await bench.openFromExplorer(NOTE);
      await bench.findingCounts.filter({ hasText: /[1-9]/ }).waitFor();
      await again(
        async () => {
          // The same key hides the panel.
          if (!(await page.locator('.markers-panel').isVisible())) await page.keyboard.press('Control+Shift+M');
        },
        timeout => problem('unknown-payer').waitFor({ timeout }),
      );
      // On the row that has the focus a light bulb hides the icon.
      await problem('performer-level').locator('.codicon-error').waitFor({ state: 'attached' });
      await problem('unknown-field').waitFor();
      assert.equal(
        await problem('unknown-field').locator('.codicon-error').count(),
        0,
        'the severity that the folder sets does not count',
      );
    },

    'the state is shown': async () => {
      await bench.hoverOver(bench.findingCounts, 'This folder is not trusted');
      await bench.picture('ignored settings are listed');
      await bench.lookAway();
    },

    'fixes, hovers, completion and views work in an untrusted folder': async () => {
      await bench.show(NOTE);
      await bench.clickOn('95991', '95991 @AB');
      await bench.takeFix(/^Bill 95990 instead of 95991/, bench.clickLightBulb);
      await bench.line('95990 @AB').waitFor();
      await bench.hover('95990', '95990 @AB', '95990');
      await bench.lookAway();
      await bench.editor.locator('.codelens-decoration', { hasText: 'Note supports 95990' }).waitFor();
      await bench.goToLine(11);
      await page.keyboard.press('End');
      await page.keyboard.press('Enter');
      await page.keyboard.type('respo', { delay: 40 });
      await bench.awaitSuggestion('response');
      await page.keyboard.press('Tab'); // Enter is always Enter
      await bench.line('response:').waitFor();
      await page.keyboard.type('stable,  Ashworth 2');
      await page.keyboard.press('Escape');
      await bench.openView('Shift+Alt+E', 'Explain this encounter', 'P-401', 1);
      await bench.showDays();
      await bench.treeItem(/^P-401 refill/).waitFor();
    },

    'a trusted folder takes effect without a restart': async () => {
      await bench.command('Workspaces: Manage Workspace Trust');
      const trust = page.locator('.workspace-trust-editor').getByRole('button', { name: 'Trust', exact: true });
      await trust.waitFor();
      await bench.picture('the trust of the folder');
      await again(
        timeout => trust.click({ timeout }),
        timeout =>
          page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor({ state: 'hidden', timeout }),
      );
      await bench.uncover();
      await bench.show(NOTE);
      await problem('unknown-payer').waitFor({ state: 'hidden' });
      await problem('unknown-field').locator('.codicon-error').waitFor({ state: 'attached' });
      await bench.hoverOver(bench.findingCounts, 'NCCI');
      assert.equal(await page.locator('.monaco-hover:visible', { hasText: 'not trusted' }).count(), 0);
      await bench.lookAway();
    },
  };
}
