// A refill note typed with the keyboard alone, from an empty file to one without findings: steps of ui.mjs.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';

const NOTE = 'typed.encounter';
/** The day on which it is typed: a date that the snippet writes must not depend on the machine. */
const TODAY = '2026-11-20T10:00:00Z';
/** A minute of a coder who types 50 words. */
const KEYS_A_MINUTE = 250;

/** Keeps what a gap holds; takes the first of its list. */
const KEPT = Symbol('kept'),
  FIRST = Symbol('first');

/** What is typed into the gaps of the snippet, in its order. */
const GAPS = [
  'P-301',
  FIRST,
  FIRST,
  KEPT,
  'NGP0000301',
  FIRST,
  FIRST, // the pump
  FIRST,
  'KL',
  FIRST,
  'AS',
  FIRST,
  KEPT, // who, and the preparation
  KEPT,
  KEPT,
  KEPT,
  KEPT,
  KEPT,
  KEPT,
  KEPT,
  FIRST,
  KEPT,
  KEPT,
  KEPT, // read, fill, prog, after
  KEPT,
  KEPT,
  KEPT,
  FIRST,
  KEPT,
  KEPT,
  'G4412',
  '2027-06',
  KEPT,
  '$684.00', // the drug
  KEPT,
  'pocket clean',
  'goals met, continue',
  'tone stable, no withdrawal',
  '2027-04-20, alarm 2027-04-27',
  KEPT,
];

/** @param group see ui.mjs */
export function typingSteps({ page, bench, folder, openWorkspace }) {
  let keys = 0;
  const press = async key => {
    keys++;
    await page.keyboard.press(key);
  };
  const type = async text => {
    keys += text.length;
    await page.keyboard.type(text);
  };
  const list = page.locator('.suggest-widget.visible');

  /** On to the next gap: an entry taken from a gap's own list leads on, a Tab that takes what completion offers does not. */
  const next = async key => {
    const before = await bench.caret();
    const hasMoved = async () => {
      for (let asked = 0; asked < 40; asked++) if ((await bench.caret()) !== before) return true;
      return false;
    };
    for (let presses = 0; ; presses++) {
      assert.ok(presses < 4, `${key} leads on from ${before}`);
      await press(key);
      if (await hasMoved()) break;
    }
  };

  return {
    'a refill note is typed with the keyboard alone, and ends without a finding': async () => {
      writeFileSync(path.join(folder, NOTE), '');
      await page.addInitScript(day => {
        const Now = Date,
          late = Now.parse(day) - Now.now();
        globalThis.Date = class extends Now {
          constructor(...parts) {
            super(...(parts.length ? parts : [Now.now() + late]));
          }
          static now() {
            return Now.now() + late;
          }
        };
      }, TODAY);
      await openWorkspace();
      await bench.openFromExplorer(NOTE);
      await bench.findingCounts.filter({ hasText: 'no findings' }).waitFor();
      await bench.editor.locator('.view-line').first().click();
      keys = 0;
      await type('refill');
      await bench.suggestions.first().waitFor();
      await press('Enter');
      await bench.line('95990 @AB').waitFor();
      for (const gap of GAPS) {
        if (gap === FIRST) {
          await list.waitFor();
          await next('Enter');
          continue;
        }
        if (gap !== KEPT) {
          await type(gap);
          await bench.line(gap).first().waitFor();
        }
        await next('Tab');
      }
      await bench.findingCounts.filter({ hasText: 'no findings' }).waitFor();
      console.log(`    ${keys} keys`);
      assert.ok(keys <= KEYS_A_MINUTE, `${keys} keys are no more than a minute's`);
    },

    'on a new line the code lines are offered that the facts support, with the reason beside': async () => {
      await bench.goToLine(16);
      await page.keyboard.press('Control+Shift+K');
      await page.keyboard.press('Control+Shift+K');
      await bench.line('J0475').waitFor({ state: 'hidden' });
      await page.keyboard.press('Control+Space');
      await bench.suggestions.filter({ hasText: '95990 @AB' }).first().waitFor();
      await bench.picture('the list of code lines');
      const details = page.locator('.suggest-details');
      if (!(await details.isVisible())) await page.keyboard.press('Control+Space');
      await details.filter({ hasText: 'The facts support 95990' }).waitFor();
      await bench.picture('the reason for a code line');
      await page.keyboard.press('Enter');
      await bench.line('95990 @AB').waitFor();
      await page.keyboard.press('Enter');
      await page.keyboard.press('Control+Space');
      await bench.suggestions.filter({ hasText: 'J0475-JZ-KD x8 @A' }).first().waitFor();
      await page.keyboard.press('Enter');
      await bench.line('J0475-JZ-KD x8 @A').waitFor();
      await bench.findingCounts.filter({ hasText: 'no findings' }).waitFor();
    },

    'a hint that comes while a line is typed waits, and leaves the caret where the hand put it': async () => {
      const line = bench.editor.locator('.view-line', { hasText: 'G80.0' });
      const hints = line.locator('[class*="dyn-rule"]');
      await bench.goToLine(11);
      await line.first().waitFor();
      await page.keyboard.press('End');
      await page.keyboard.press('Shift+Home');
      await page.keyboard.type('dx: G80.0, Z45.1', { delay: 25 });
      await page.keyboard.press('Escape');
      const typed = await bench.caret();
      for (let sample = 0; sample < 40; sample++) {
        assert.equal(await bench.caret(), typed, 'the caret stands where the typing left it');
        await page.waitForTimeout(50);
      }
      await bench.picture('hints wait while the line is typed');
      await page.keyboard.press('ArrowDown');
      await hints.filter({ hasText: /^A$/ }).waitFor();
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('End');
      assert.notEqual(await bench.caret(), typed, 'the hints have come, and take their room');
    },

    'a diagnosis is found by its words': async () => {
      await bench.goToLine(11);
      await page.keyboard.press('End');
      await page.keyboard.press('Shift+Home');
      await page.keyboard.type('dx: spastic diplegia', { delay: 40 });
      await bench.suggestions.filter({ hasText: 'Spastic diplegic cerebral palsy' }).first().waitFor();
      await bench.picture('diagnoses by words');
      assert.match(await list.locator('.monaco-list-row.focused').innerText(), /G80\.1/);
      await page.keyboard.press('Enter');
      await bench.line('dx: G80.1').waitFor();
      await bench.line('spastic').waitFor({ state: 'hidden' });
    },

    'a diagnosis that is not billable is marked, and stands behind its children': async () => {
      await page.keyboard.type(', G80', { delay: 40 });
      const row = label => bench.suggestions.filter({ has: page.locator('.label-name', { hasText: label }) });
      await row(/^G80$/).first().waitFor();
      let order = [];
      for (let wait = 0; wait < 100 && !order.includes('G80'); wait++) {
        // the list is drawn anew while it fills
        order = (await list.locator('.monaco-list-row .label-name').allInnerTexts()).map(label => label.trim());
        await page.waitForTimeout(50);
      }
      assert.ok(
        order.indexOf('G80.0') >= 0 && order.indexOf('G80.0') < order.indexOf('G80'),
        `children first: ${order.join(' ')}`,
      );
      assert.match(await row(/^G80$/).first().innerText(), /not billable/);
      assert.ok(
        (await row(/^G80$/).first().locator('.monaco-icon-label.deprecated').count()) > 0,
        'it is struck through',
      );
      assert.equal(
        await row(/^G80\.0$/)
          .first()
          .locator('.monaco-icon-label.deprecated')
          .count(),
        0,
      );
      await bench.picture('a category behind its codes');
      await page.keyboard.press('Enter');
      await bench.line('dx: G80.1, G80.0').waitFor();
    },
  };
}
