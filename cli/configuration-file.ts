import { CONFIGURATION_MODULE } from '../core/bundle.ts';
import { readAssembly, type TemplateResource } from '../local/template/assembly.ts';
import { DEFAULT_CONFIGURATION } from './load-configuration.ts';

/** The configuration that an assembly's functions run, as the app in `cdk.json` has chosen it. */
export const configurationFile = (assembly: string): string =>
  configurationIn(Object.values(readAssembly(assembly).template.Resources));

/** The configuration that the functions among these resources run. */
export function configurationIn(resources: readonly Pick<TemplateResource, 'Metadata'>[]): string {
  for (const { Metadata } of resources) {
    const file: unknown = Object(Object(Metadata?.['breakwater:bundle']).alias)[CONFIGURATION_MODULE];
    if (typeof file === 'string') return file;
  }
  return DEFAULT_CONFIGURATION;
}
