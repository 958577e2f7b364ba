import { createLanguage } from '../../core/language.js';
import type { RuleGroup } from '../../core/rules/rule.js';
import { EXIT } from '../exit.js';
import { write } from '../output.js';
import { painter, wantsColor } from '../terminal.js';

export interface RulesOptions {
  readonly group?: RuleGroup;
  readonly format: 'table' | 'json';
}

/** Lists the rules in the order of the catalog, with the level that each has without a payer's profile. */
export async function rules({ group, format }: RulesOptions): Promise<number> {
  const { rules: all, codes } = createLanguage();
  const listed = all.filter(rule => group === undefined || rule.group === group);
  if (format === 'json') {
    const data = listed.map(rule => ({
      id: rule.id,
      group: rule.group,
      severity: rule.severity,
      title: rule.title,
      fixes: rule.fixDescription !== undefined,
      sources: rule.sources.map(id => ({ id, title: codes.source(id).title })),
    }));
    await write(process.stdout, `${JSON.stringify(data, null, 2)}\n`);
    return EXIT.clean;
  }
  const paint = painter(wantsColor(process.stdout));
  const width = Math.max(...listed.map(({ id }) => id.length));
  let before: RuleGroup | undefined;
  const lines: string[] = [];
  for (const { id, group: of, severity, title } of listed) {
    if (of !== before) lines.push(...(before === undefined ? [] : ['']), paint('bold', of));
    before = of;
    lines.push(`  ${id.padEnd(width)}  ${paint(severity, severity.padEnd(7))}  ${title}`);
  }
  await write(process.stdout, `${lines.join('\n')}\n`);
  return EXIT.clean;
}
