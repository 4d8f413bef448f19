import type { NetworkDefinition, NetworkSetting } from '../domain/network-definition.ts';
import type { NetworkName } from '../domain/place.ts';
import { readUrl } from './read-values.ts';

export type Environment = Readonly<Record<string, string | undefined>>;
export type NetworkSettings = Readonly<Record<string, string>>;

/** The networks whose credentials are given, each with its settings; options have their defaults. */
export function readNetworks(
  environment: Environment,
  definitions: readonly NetworkDefinition[],
  faults: string[],
): ReadonlyMap<NetworkName, NetworkSettings> {
  const networks = new Map<NetworkName, NetworkSettings>();
  for (const definition of definitions) {
    const settings = readNetwork(environment, definition, faults);
    if (settings !== undefined) networks.set(definition.name, settings);
  }
  return networks;
}

/** Undefined where the network is off. */
function readNetwork(
  environment: Environment,
  definition: NetworkDefinition,
  faults: string[],
): NetworkSettings | undefined {
  const given = readGiven(environment, definition, faults);
  faults.push(...(definition.faults?.(given) ?? []));
  const credentials = definition.settings.filter(setting => setting.role === 'credential');
  const missing = credentials.filter(setting => given[setting.name] === undefined);
  if (missing.length === credentials.length) return undefined;
  const first = credentials.find(setting => given[setting.name] !== undefined)?.name;
  for (const { name } of missing) {
    faults.push(
      `${name} is missing, but ${first} is given: set it too (.env.example says how), or remove that one.`,
    );
  }
  return { ...defaultsOf(definition), ...given };
}

function readGiven(
  environment: Environment,
  definition: NetworkDefinition,
  faults: string[],
): NetworkSettings {
  const given: Record<string, string> = {};
  for (const setting of definition.settings) {
    for (const name of namesOf(setting, environment)) {
      const value = environment[name]?.trim() || undefined;
      const known = setting.format === 'url' ? readUrl(value, name, ['http:', 'https:'], faults) : value;
      if (known !== undefined) given[name] = known;
    }
  }
  return given;
}

/** A setting that may be given for each language stands under several names. */
function namesOf(setting: NetworkSetting, environment: Environment): readonly string[] {
  if (setting.perLanguage === undefined) return [setting.name];
  return [setting.name, ...Object.keys(environment).filter(name => name.startsWith(`${setting.name}_`))];
}

function defaultsOf(definition: NetworkDefinition): NetworkSettings {
  return Object.fromEntries(
    definition.settings.flatMap(({ name, default: value }) => (value === undefined ? [] : [[name, value]])),
  );
}
