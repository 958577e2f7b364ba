// Payer profiles, code pages, editions, imports and exports: what a coder does a few times a month. Steps of ui.mjs.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { again, settled, until } from '../harness/waiting.mjs';

const DAY = 'clinic-day.encounter';
const CLEAN_DAY = 'clean-day.encounter';
const SHEET = 'DOS,MRN,CPT,Mod,Units,DX\n11/20/2026,7700,J0475,"JZ,KD",8,G80.0\n11/20/2026,7700,95990,,1,G80.0\n';

/** @param group see ui.mjs */
export function toolSteps({ page, bench, folder, lineOf, openWorkspace }) {
  const input = page.locator('.quick-input-widget input:focus');
  const prompt = words => page.locator('.quick-input-widget', { hasText: words }).waitFor();
  const dialog = words => page.locator('.monaco-dialog-box', { hasText: words });
  const toast = words => page.locator('.notification-toast', { hasText: words });
  const onDisk = file => path.join(folder, file);
  const closeByEnter = () =>
    again(
      () => page.keyboard.press('Enter'),
      timeout => bench.quickInput.waitFor({ state: 'hidden', timeout }),
    );
  /** Answers VS Code's own dialog for a file with a path, once it has listed its folder: that writes a path of its own. */
  const giveFile = async file => {
    await until(
      () => input.inputValue().catch(() => ''),
      value => value.includes('/'),
    );
    await bench.quickPick.first().waitFor();
    await again(
      async () => {
        await settled(() => input.inputValue());
        await page.keyboard.press('Control+a');
        await page.keyboard.insertText(file);
      },
      async () => assert.equal(await settled(() => input.inputValue()), file),
    );
    await closeByEnter();
  };
  /** Takes the file that the dialog suggests. */
  const takeSuggestedFile = async name => {
    await until(
      () => input.inputValue().catch(() => ''),
      value => value.endsWith(`/${name}`),
    );
    await closeByEnter();
  };

  return {
    'a new payer profile starts from another payer, and is offered at once': async () => {
      await openWorkspace();
      await bench.openFromExplorer(DAY);
      await bench.findingCounts.filter({ hasText: /[1-9]/ }).waitFor();
      await bench.goToLine(lineOf('refill P-014'));
      await bench.command('Encounter Notes: New Payer Profile…');
      await prompt('Name of the payer');
      await input.waitFor();
      await page.keyboard.type('Harbor Health');
      await page.keyboard.press('Enter');
      await prompt('Its id in a header');
      await until(
        () => input.inputValue(),
        value => value === 'harbor-health',
      );
      await bench.picture('the id of a new payer');
      await page.keyboard.press('Enter');
      await bench.asked('Start from the rules of which payer?');
      await bench.pick('medicaid', '#medicaid');
      await page.locator('.tab.active', { hasText: 'harbor-health.json' }).waitFor();
      await bench.line('"extends": "medicaid"').waitFor();
      await bench.picture('a new payer profile');
      assert.deepEqual(JSON.parse(readFileSync(onDisk('.encounter/profiles/harbor-health.json'), 'utf8')), {
        id: 'harbor-health',
        title: 'Harbor Health',
        extends: 'medicaid',
      });
      await bench.show(DAY);
      await bench.goToLine(lineOf('refill P-014'));
      await bench.command('Encounter Notes: Choose Payer…');
      await bench.asked('Checked for');
      await bench.pick('harbor', '#harbor-health');
      await bench.line('#harbor-health').waitFor();
      await page.locator('.statusbar-item', { hasText: 'Harbor Health' }).waitFor();
      await bench.focusEditor();
      await page.keyboard.press('Control+z');
      await bench.line('refill P-014 @office #medicare').waitFor();
    },

    'What Changes On… compares the notes by the editions of a day': async () => {
      await bench.show(DAY);
      await bench.command('Encounter Notes: What Changes On…');
      await prompt('The day whose code sets');
      await input.waitFor();
      await page.keyboard.press('Control+a');
      await page.keyboard.type('2027-13-01');
      await page.locator('.quick-input-message', { hasText: 'Write a day as' }).waitFor();
      await page.keyboard.press('Control+a');
      await page.keyboard.type('2027-01-01');
      await page.locator('.quick-input-message', { hasText: 'Write a day as' }).waitFor({ state: 'hidden' });
      await page.keyboard.press('Enter');
      await bench.pageSaying('by the tables of 2027-01-01');
      await bench.picture('what changes on a day');
    },

    'the columns of a charge sheet are confirmed before its note opens': async () => {
      writeFileSync(onDisk('sheet.csv'), SHEET);
      await bench.show(DAY);
      await bench.command('Encounter Notes: Import Charges…');
      await giveFile(onDisk('sheet.csv'));
      const question = dialog('Are these the columns of this charge sheet?');
      await question.filter({ hasText: 'Modifiers: Mod' }).waitFor();
      await bench.picture('the columns of a charge sheet');
      await question.getByRole('button', { name: 'Yes, Keep Them' }).click();
      await bench.line('J0475-JZ-KD x8').waitFor();
      await toast('1 encounter imported').waitFor();
      await bench.picture('the charges of a sheet as a note');
      await until(() => existsSync(onDisk('.encounter/columns.json')), Boolean);
    },

    'charges are exported, and errors hold them back until a reason is stated': async () => {
      await bench.show(CLEAN_DAY);
      await bench.findingCounts.filter({ hasText: 'no findings' }).waitFor();
      await bench.command('Encounter Notes: Export Charges…');
      await bench.asked('As which kind of file?');
      await bench.picture('the kinds of files');
      await bench.pick('837', '837P');
      await takeSuggestedFile('clean-day.837');
      await toast('exported to clean-day.837').waitFor();
      await until(
        () => (existsSync(onDisk('clean-day.837')) ? readFileSync(onDisk('clean-day.837'), 'utf8') : ''),
        text => text.includes('SV1*HC:95990*'),
      );
      await bench.picture('charges are exported');
      await bench.show(DAY);
      await bench.command('Encounter Notes: Export Charges…');
      await bench.asked('As which kind of file?');
      await bench.pick('CSV', 'CSV');
      const question = dialog('errors hold this export back');
      await question.filter({ hasText: ': Bill 62369: RN KL filled' }).waitFor();
      await bench.picture('errors hold an export back');
      await question.getByRole('button', { name: 'Export Anyway…' }).click();
      await prompt('Why do these claims go out');
      await input.waitFor();
      await page.keyboard.type('payer asked for it');
      await page.keyboard.press('Enter');
      await takeSuggestedFile('clinic-day.csv');
      await bench.pageSaying('Errors overridden: “payer asked for it”');
      assert.match(readFileSync(onDisk('clinic-day.csv'), 'utf8'), /,62370,/);
      await bench.picture('what an export overrides');
    },

    'code sets are imported from an official file, and another file is refused': async () => {
      writeFileSync(onDisk('not-a-code-set.txt'), 'A list of phone extensions.\n');
      writeFileSync(
        onDisk('mue_2026q4.csv'),
        'HCPCS/ CPT Code,Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale\n' +
          '97110,6,3 Date of Service Edit: Clinical,Nature\n',
      );
      await bench.show(DAY);
      await bench.command('Encounter Notes: Import Code Sets…');
      await giveFile(onDisk('not-a-code-set.txt'));
      await toast('No code sets were loaded').waitFor();
      await bench.picture('a file that is no code set');
      await bench.show(DAY);
      await bench.command('Encounter Notes: Import Code Sets…');
      await giveFile(onDisk('mue_2026q4.csv'));
      await toast('Loaded: ').waitFor();
      await bench.picture('code sets are loaded');
    },

    'the page of a code shows beside the note and leads on by the keyboard': async () => {
      await bench.show(DAY);
      await bench.goToLine(lineOf('refill P-014'));
      await bench.command('Encounter Notes: Show Code Page');
      await bench.asked('A code, a modifier, a drug');
      await page.keyboard.type('no such thing at all');
      await bench.quickPick.filter({ hasText: 'No results for' }).first().waitFor();
      await page.keyboard.press('Control+a');
      await page.keyboard.type('62370');
      await page.locator('.quick-input-widget .monaco-list-row.focused', { hasText: '62370' }).waitFor();
      await closeByEnter();
      const sheet = await bench.view('Code on');
      await sheet.getByRole('heading', { name: /^62370/ }).waitFor();
      await sheet.getByRole('button', { name: 'Add to favorites' }).press('Enter');
      await sheet.getByRole('button', { name: 'Remove from favorites' }).waitFor();
      await bench.picture('the page of a code');
      await sheet.getByRole('link', { name: '62369: open its page' }).first().press('Enter');
      await sheet.getByRole('heading', { name: /^62369/ }).waitFor();
    },
  };
}
