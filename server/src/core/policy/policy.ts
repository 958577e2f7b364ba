import type {
  Level,
  LevelInForce,
  Parameter,
  ParameterName,
  Parameters,
  ParameterValues,
  Policy,
  Profile,
} from './types.js';

const PARAMETERS: readonly ParameterName[] = [
  'reprogramRequires',
  'compoundCode',
  'kd',
  'wasteModifiers',
  'ndc',
  'documentation',
  'singleClaim',
  'emModifier25',
  'alarmResidual',
  'earlyRefillShare',
  'residualThreshold',
  'audioVideoSupervision',
];

/**
 * What is in force for a payer. `chain`: the profile, then each that it extends, at last the national rules, which set
 * every parameter.
 * @param notInForce profiles that the chain left out, because they do not hold on the day
 */
export function createPolicy(chain: readonly Profile[], notInForce: readonly Profile[] = []): Policy {
  const [profile] = chain;
  if (!profile) throw new RangeError('a policy needs at least one profile');
  const levels = levelsOf(chain);
  const parameters = Object.fromEntries(
    PARAMETERS.map(name => [name, parameterOf(chain, name)]),
  ) as unknown as Parameters;
  return {
    id: profile.id,
    title: profile.title,
    summary: profile.summary,
    chain: chain.map(({ id }) => id),
    isMedicare: chain.some(({ id }) => id === 'medicare'),
    ...(profile.effective && { effective: profile.effective }),
    notInForce: notInForce.map(({ id, title, effective = {} }) => ({ id, title, effective })),
    parameters,
    severity: ruleId => levels.get(ruleId),
    notes: chain.flatMap(({ notes }) => notes),
    sources: [...new Set(chain.flatMap(({ sources }) => sources))],
  };
}

/** The first profile of the chain that speaks decides; the levels of the record's elements are merged one by one. */
function parameterOf<K extends ParameterName>(chain: readonly Profile[], name: K): Parameter<ParameterValues[K]> {
  const setter = chain.find(({ parameters }) => parameters[name] !== undefined);
  const own = setter?.parameters[name];
  if (!setter || !own) throw new RangeError(`no profile of ${chain.map(({ id }) => id).join(' → ')} sets ${name}`);
  const value = name === 'documentation' ? (mergedDocumentation(chain) as ParameterValues[K]) : own.value;
  return { ...own, value, setBy: setter.id };
}

function mergedDocumentation(chain: readonly Profile[]): Readonly<Record<string, Level>> {
  return Object.assign({}, ...[...chain].reverse().map(({ parameters }) => parameters.documentation?.value));
}

/** Rule → level, with the profile that set it; `severity` of a profile overrides its own `documentation`. */
function levelsOf(chain: readonly Profile[]): ReadonlyMap<string, LevelInForce> {
  const levels = new Map<string, LevelInForce>();
  for (const { id, parameters, severity } of [...chain].reverse()) {
    for (const [rule, level] of [...Object.entries(parameters.documentation?.value ?? {}), ...Object.entries(severity)])
      levels.set(rule, { level, setBy: id });
  }
  return levels;
}
