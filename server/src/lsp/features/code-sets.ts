import { editionStates, type EditionGap, type EditionState } from '../../core/codes/edition-states.js';
import { escape } from '../../core/explain/markdown.js';
import { isIsoDay } from '../../core/syntax/iso-day.js';
import type { Feature } from '../context.js';
import { answer } from '../requests.js';

/** What is loaded, and the import of an editor whose server stores nothing itself. */
export const codeSets: Feature = context => {
  const { workspace, language, host } = context;
  answer(context, 'encounterNotes/codeSets', 'listing code sets', ({ date }) => {
    const today = typeof date === 'string' && isIsoDay(date) ? date : '9999-12-31';
    const dates = workspace.uris().flatMap(uri => workspace.encounters(uri).flatMap(({ date: day }) => day ?? []));
    const { editions, gaps } = editionStates(language.codes, dates, today);
    const expired = editions.filter(one => one.loaded && one.state === 'expired' && one.encountersAfter > 0);
    return {
      loaded: editions.filter(one => one.loaded).length,
      problems: [...gaps.filter(gap => gap.encounters > 0).map(gapText), ...expired.map(expiredText)],
      markdown: markdownOf(editions, gaps),
    };
  });
  answer(context, 'encounterNotes/importCodeSets', 'importing code sets', async ({ files, isLicensed, from }) => {
    if (!host.importCodeSets || !Array.isArray(files)) return null;
    return host.importCodeSets(files, {
      isLicensed: isLicensed === true,
      from: typeof from === 'string' ? from : undefined,
    });
  });
  return {};
};

function gapText({ set, file, from, to, encounters }: EditionGap): string {
  return `${set}: load the ${file}; ${count(encounters)} from ${from} to ${to} cannot be checked by it`;
}

function expiredText({ set, name, publishedTo, encountersAfter }: EditionState): string {
  return `${set} ${name} expired on ${publishedTo}: ${count(encountersAfter)} after that`;
}

function count(encounters: number): string {
  return `${encounters} encounter${encounters === 1 ? '' : 's'}`;
}

function markdownOf(editions: readonly EditionState[], gaps: readonly EditionGap[]): string {
  const rows = editions.map(
    one =>
      `| ${escape(one.set)} | ${escape(one.name)} | ${one.from ?? 'every day'} | ` +
      `${one.loaded ? 'loaded' : 'shipped'} | ${stateText(one)} | ${one.encounters} |`,
  );
  return (
    [
      '# Code sets',
      gaps.length > 0
        ? gaps.map(gap => `- ${escape(gapText(gap))}`).join('\n')
        : 'No edition is missing between two others.',
      ['| set | edition | from | | | encounters |', '|---|---|---|---|---|--:|', ...rows].join('\n'),
      'Load official files with *Import Code Sets…*.',
    ].join('\n\n') + '\n'
  );
}

function stateText({ state, publishedTo, encountersAfter }: EditionState): string {
  if (state !== 'expired') return state;
  return `expired ${publishedTo}${encountersAfter > 0 ? `, ${count(encountersAfter)} after it` : ''}`;
}
