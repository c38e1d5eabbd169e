import { fileURLToPath } from 'node:url';
import { kitPath } from '../core/bundle.ts';

/**
 * A file of this package, wherever it is installed: the kit is also a dependency of other CDK apps.
 * @param source - its path in the repository
 */
export const kitFile = (source: string): string =>
  fileURLToPath(new URL(`../${kitPath(source, import.meta.url)}`, import.meta.url));
