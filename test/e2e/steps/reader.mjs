// VS Code with its screen-reader mode on: what is read out, and the keys that a coder who does not see needs. Steps of
// ui.mjs.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { again, until } from '../harness/waiting.mjs';

const DAY = 'clinic-day.encounter';
const NEW = 'read-aloud.encounter';

/** @param group see ui.mjs */
export function readerSteps({ page, bench, folder, lineOf, openWorkspace, setUserSettings }) {
  return {
    'the status bar says its state in words': async () => {
      setUserSettings({ 'editor.accessibilitySupport': 'on' });
      writeFileSync(path.join(folder, NEW), '');
      await openWorkspace();
      await bench.openFromExplorer(DAY);
      await page.locator('.statusbar-item', { hasText: 'Screen Reader Optimized' }).waitFor();
      await bench.goToLine(lineOf('refill P-014'));
      await page.locator('.statusbar').getByRole('button', { name: 'Payer: Medicare' }).waitFor();
      await until(
        () => bench.findingCounts.locator('[aria-label]').first().getAttribute('aria-label'),
        label => /\d+ errors/.test(label ?? '') && !label.includes('$('),
        label => `read out: ${label}`,
      );
    },

    'the days are read with their state': async () => {
      await bench.showDays();
      await bench.treeItem(/^P-014 refill, clean/).waitFor();
      await bench.treeItem(/^P-031 refill\+reprogram, 2 errors/).waitFor();
    },

    'a key goes to the next finding and reads it, answer first': async () => {
      await bench.show(DAY);
      await bench.goToLine(lineOf('refill+reprogram P-031'));
      const finding = page.locator('.marker-widget');
      await again(
        () => page.keyboard.press('Alt+F8'),
        timeout => finding.waitFor({ timeout }),
      );
      await bench.picture('a finding for a screen reader');
      const spoken = () => page.locator('.monaco-aria-container').evaluate(container => container.textContent.trim());
      await until(
        spoken,
        text => /\S/.test(text),
        () => 'nothing is read out',
      );
      await page.keyboard.press('Escape');
      await finding.waitFor({ state: 'hidden' });
    },

    'a note is typed from the template': async () => {
      await bench.show(NEW);
      await page.keyboard.type('refill', { delay: 30 });
      await bench.awaitSuggestion('by clinical staff (95990)');
      const label = await bench.suggested('by clinical staff (95990)').getAttribute('aria-label');
      assert.match(label ?? '', /refill/);
      await page.keyboard.press('Tab');
      await bench.line('95990 @').waitFor();
      await page.keyboard.type('P-601');
      await bench.line('refill P-601').waitFor();
      await page.keyboard.press('Escape');
    },

    'Explain takes the keyboard and has headings and regions': async () => {
      await bench.show(DAY);
      const view = await bench.openView(
        'Shift+Alt+E',
        'Explain this encounter',
        'P-031',
        lineOf('refill+reprogram P-031'),
      );
      await until(
        () => view.evaluate(() => document.hasFocus()),
        Boolean,
        () => 'the view does not get the keyboard',
      );
      await view.getByRole('heading', { level: 1 }).waitFor();
      await view.getByRole('region', { name: /Fails/ }).waitFor();
      await view.getByRole('button', { name: 'Fix drug-waste' }).waitFor();
    },
  };
}
