/** What the catalog knows of a model of pump. */
import { pumpModelOf, type PumpModel } from '../../encounter/pump-catalog.js';
import type { CodeView } from '../../codes/types.js';
import { bullets, escape, page, sourceNote } from '../markdown.js';

/** @param name of a model, as a note or a coder types it; undefined for one that the catalog does not know */
export function pumpPage(codes: CodeView, name: string): string | undefined {
  const row = pumpModelOf(name)?.row;
  if (!row) return undefined;
  const { model, reservoirs, refs, sources, doubt } = row;
  return page(
    `**${escape(model)}** · ${summaryOfModel(row)}`,
    bullets([
      ['Codes', CODES[row.type ?? row.other ?? 'unknown']],
      ['Reservoirs', reservoirs.length ? `${reservoirs.join(' or ')} mL` : undefined],
      ['Model numbers', refs.map(({ number, reservoir }) => `${number} (${reservoir} mL)`).join(', ') || undefined],
    ]),
    'The model does not say where it delivers: state the route in `pump:`.',
    doubt && `**Unverified:** ${doubt}`,
    sourceNote(codes, sources),
  );
}

/** `programmable pump, 20 or 40 mL` */
export function summaryOfModel({ type, other, reservoirs }: PumpModel): string {
  const kind = type === 'reservoir' ? 'reservoir' : (NAMES[other ?? ''] ?? `${type ?? 'infusion'} pump`);
  return reservoirs.length ? `${kind}, ${reservoirs.join(' or ')} mL` : kind;
}

const NAMES: Readonly<Record<string, string>> = {
  port: 'port, which is no pump',
  external: 'external pump',
  neurostimulator: 'neurostimulator, which is no pump',
};

const CODES: Readonly<Record<string, string>> = {
  programmable:
    'intrathecal or epidural: 95990 or 95991 for a fill, 62367 for an analysis, 62368 with a change, ' +
    '62369 or 62370 with a change and a fill; artery or vein: 96522',
  'constant-flow':
    'intrathecal or epidural: 95990 or 95991 for a fill; artery or vein: 96522; never 62367 to 62370, ' +
    'because nothing can be read or changed',
  reservoir: 'spine or ventricle: 95990 or 95991 for a fill, 61070 for a puncture of a ventricular reservoir',
  port: '96523 for a flush as the only service; never a pump code',
  external: '96521 for a fill; never 95990, 95991, 96522 or 62367 to 62370',
  neurostimulator: '95970 to 95972 and their neighbors; never a pump code',
  unknown: 'by its type, which the model does not say',
};
