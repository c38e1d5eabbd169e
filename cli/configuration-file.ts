import { CONFIGURATION_MODULE } from '../core/bundle.ts';
import { readAssembly } from '../local/template/assembly.ts';
import { DEFAULT_CONFIGURATION } from './load-configuration.ts';

/** The configuration that an assembly's functions run, as the app in `cdk.json` has chosen it. */
export function configurationFile(assembly: string): string {
  const { Resources } = readAssembly(assembly).template;
  for (const { Metadata } of Object.values(Resources)) {
    const file: unknown = Object(Object(Metadata?.['breakwater:bundle']).alias)[CONFIGURATION_MODULE];
    if (typeof file === 'string') return file;
  }
  return DEFAULT_CONFIGURATION;
}
