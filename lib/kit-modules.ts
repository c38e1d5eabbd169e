import { KIT_MODULES } from '../core/bundle.ts';
import { kitFile } from './kit-file.ts';

/** The package's exports by the files that they are. */
export const kitModules: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(KIT_MODULES).map(([module, path]) => [module, kitFile(path)]),
);
