// A new user and the walkthrough, from the command palette to a note without findings: steps of ui.mjs.
import assert from 'node:assert/strict';
import { again, settled, until } from '../harness/waiting.mjs';

const STEPS = [
  'Open the practice note',
  'Read a finding',
  'Take the fix',
  'See everything that was decided',
  'Look at the claim',
  'Write your own',
  'Make it yours',
  'Clear your desk',
];

/** Seconds that a reader needs at 230 words a minute, with time to find each thing to click or press. */
const A_WORD = 60 / 230,
  A_HAND = 2;
const TWO_MINUTES = 120;

/** @param group see ui.mjs */
export function walkthroughSteps({ page, bench, openWorkspace }) {
  const steps = page.locator('.gettingStartedContainer .getting-started-step');
  const expanded = page.locator('.gettingStartedContainer .getting-started-step.expanded');
  const done = page.locator('.gettingStartedContainer .codicon-getting-started-step-checked');
  let seconds = 0;
  const read = new Set();
  const reads = text => {
    if (!read.has(text)) seconds += text.split(/\s+/).filter(Boolean).length * A_WORD;
    read.add(text);
  };
  /** Opens a step, reads it and follows one of its links. @param isCounted whether the reader's time is added */
  const follow = async (title, link, { isCounted = true } = {}) => {
    const step = steps.filter({ hasText: title });
    const opened = expanded.filter({ hasText: title });
    const isOpen = await step.evaluate(one => one.classList.contains('expanded'));
    if (!isOpen) {
      await again(
        timeout => step.click({ timeout }),
        timeout => opened.waitFor({ timeout }),
      );
      // VS Code gives a step the focus when its movement ends, and would take it from a note that has it by then.
      await until(
        () => step.evaluate(one => one.contains(document.activeElement)),
        Boolean,
        () => `"${title}" does not get the keyboard`,
      );
      await settled(() => step.evaluate(one => one.getBoundingClientRect().height));
    }
    await opened.waitFor();
    if (isCounted) {
      seconds += isOpen ? A_HAND : 2 * A_HAND;
      reads(await expanded.innerText());
    }
    await expanded.getByRole('button', { name: link, exact: true }).click();
  };
  const tab = page.locator('.tab', { hasText: 'Welcome' });
  /** The walkthrough in the list of walkthroughs: what is not on show of the page is disabled. */
  const card = page.locator('.gettingStartedContainer .getting-started-category:not([disabled])', {
    hasText: 'Code a pump',
  });
  /** VS Code can show the list of walkthroughs when its page comes back to the front. */
  const backToWalkthrough = () =>
    again(
      async timeout => {
        await tab.click({ timeout });
        if (await card.first().isVisible()) await card.first().click({ timeout });
      },
      timeout => page.locator('.gettingStartedContainer .getting-started-step.expanded:enabled').waitFor({ timeout }),
    );
  /** Takes a fix from the menu that a link of the walkthrough opens. */
  const takeFix = async text => {
    let isCounted = true;
    await bench.takeFix(text, async () => {
      await follow('Take the fix', 'Show the Fixes', { isCounted });
      isCounted = false;
    });
    seconds += A_HAND;
  };

  return {
    'the walkthrough opens from the command palette': async () => {
      await openWorkspace();
      await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
      await bench.command('Welcome: Open Walkthrough...');
      await bench.asked('walkthrough');
      await bench.pick('Code a pump visit');
      await expanded.waitFor();
      for (const [i, title] of STEPS.entries()) await steps.nth(i).getByText(title, { exact: true }).waitFor();
      assert.equal(await steps.count(), STEPS.length);
    },

    'every step has its own picture': async () => {
      await page.keyboard.press('Control+b'); // beside the side bar there is no room for pictures
      const shown = new Set();
      for (const title of STEPS) {
        await again(
          timeout => steps.filter({ hasText: title }).click({ timeout }),
          timeout => expanded.filter({ hasText: title }).waitFor({ timeout }),
        );
        await page.locator('.getting-started-media iframe').waitFor();
        const svg = await newPicture(page, shown);
        shown.add(svg.text);
        assert.ok(svg.width >= 300 && svg.height >= 100, `${title}: the picture is ${svg.width} × ${svg.height}`);
        await bench.picture(`walkthrough - ${title}`);
      }
    },

    'its links lead a new user through one note within two minutes': async () => {
      await follow('Open the practice note', 'Open Practice Note');
      await bench.line('95991 @AB').waitFor();
      await bench.findingCounts.filter({ hasText: '2 errors' }).waitFor();
      await bench.picture('the practice note opens beside the walkthrough');
      await follow('Read a finding', 'Go to the First Finding');
      const finding = page.locator('.marker-widget');
      await finding.filter({ hasText: 'bill 95990' }).waitFor();
      reads((await finding.innerText()).split('\n', 1)[0]);
      await bench.picture('the first finding');
      await takeFix(/^Bill 95990 instead of 95991/);
      await bench.line('95990 @AB').waitFor();
      await follow('Take the fix', 'Go to the Next Finding');
      await finding.filter({ hasText: 'Add JZ' }).waitFor();
      reads((await finding.innerText()).split('\n', 1)[0]);
      await takeFix(/^Add JZ to J0475/);
      await bench.line('J0475-JZ-KD x8 @A').waitFor();
      await bench.findingCounts.filter({ hasText: 'no findings' }).waitFor();
      await bench.editor.locator('.codelens-decoration', { hasText: 'error' }).waitFor({ state: 'hidden' }); // VS Code asks for lenses when typing rests
      await bench.picture('the practice note is clean');
      await follow('See everything that was decided', 'Explain This Encounter');
      await (await bench.view('Explain this encounter')).locator('h1', { hasText: 'DEMO1' }).waitFor();
      await follow('Look at the claim', 'Preview Claim');
      const claim = await bench.view('Claim preview');
      await claim.locator('.box24 tbody tr', { hasText: 'J0475' }).waitFor();
      console.log(`    ${Math.round(seconds)} s to read and to do`);
      assert.ok(seconds <= TWO_MINUTES, `${seconds} s are no more than two minutes`);
    },

    'its last links open a new note and the settings': async () => {
      await follow('Write your own', 'New Note');
      await bench.focusedEditor().waitFor();
      await page.keyboard.type('refill');
      await bench.awaitSuggestion('by clinical staff (95990)');
      await bench.picture('a visit template in a new note');
      await page.keyboard.press('Escape');
      // The page takes the keyboard back when its step has settled, which closes a list that is open by then.
      await again(
        async timeout => {
          await backToWalkthrough();
          await follow('Write your own', 'New Encounter from Last Visit', { isCounted: false });
          await bench.asked('Which patient?', timeout);
          await bench.pick('DEMO1', 'DEMO1', timeout);
          await bench.asked('What is the visit', timeout);
          await bench.takePick('', timeout);
        },
        timeout => bench.line('drug: baclofen 2000 mcg/mL').waitFor({ timeout }),
      );
      await bench.picture('a visit goes on from the last one');
      await backToWalkthrough();
      await follow('Make it yours', 'Open Settings');
      await page
        .locator('.settings-editor .settings-tree-container')
        .getByText('Rules', { exact: true })
        .first()
        .waitFor();
      await bench.picture('the settings');
      await bench.uncover();
      await again(
        async () => {
          await backToWalkthrough();
          await follow('Clear your desk', 'Keep AI Assistants off Notes', { isCounted: false });
        },
        timeout => page.locator('.notification-toast', { hasText: 'No known AI assistant' }).waitFor({ timeout }),
      );
      await bench.picture('AI assistants are kept off notes');
      await done.nth(STEPS.length - 1).waitFor();
      assert.equal(await done.count(), STEPS.length, 'each step is ticked off');
    },
  };
}

/**
 * The picture that the walkthrough shows, as soon as it is not one of those before: its text and its size on screen.
 */
function newPicture(page, before) {
  const pictureIn = frame =>
    frame
      .evaluate(() => {
        const picture = document.querySelector('body > svg, body svg');
        const { width, height } = picture?.getBoundingClientRect() ?? {};
        return picture && { text: picture.outerHTML, width, height };
      })
      .catch(() => undefined);
  return until(
    async () => {
      const frames = page.frames().filter(frame => frame !== page.mainFrame());
      return (await Promise.all(frames.map(pictureIn))).find(svg => svg && !before.has(svg.text) && svg.width > 0);
    },
    Boolean,
    () => 'no new picture is shown',
  );
}
