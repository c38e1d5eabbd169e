import { kitFile } from './kit-file.ts';

/** What the package's exports are, for modules from where it cannot be resolved: a configuration may lie anywhere. */
export const KIT_MODULES: Readonly<Record<string, string>> = {
  'breakwater/webhooks': kitFile('core/index.ts'),
  'breakwater/processor': kitFile('lambda/runtime/index.ts'),
};
