import { fileURLToPath } from 'node:url';

/** A file of this package, wherever it is installed: the kit is also a dependency of other CDK apps. */
export const kitFile = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
