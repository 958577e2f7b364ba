// How one step of a run in the real VS Code is run and reported.

/** Runs one step, takes its picture and says how it went; gives whether it passed. */
export async function runStep(bench, title, step) {
  const began = Date.now();
  const seconds = () => `${((Date.now() - began) / 1000).toFixed(1)} s`;
  try {
    await step();
    await bench.picture(title);
    console.log(`  ✔ ${title} (${seconds()})`);
    return true;
  } catch (error) {
    console.log(`  ✘ ${title} (${seconds()})\n`);
    console.error(error);
    await bench.picture(`failed - ${title}`).catch(() => undefined);
    await bench.closeMenus().catch(() => undefined);
    return false;
  }
}
