/** How a handler becomes the one file that Lambda runs. `lib` bundles with it at synth, `local` again when a file changes. */

/** The module name under which the verifier imports the user's configuration. */
export const CONFIGURATION_MODULE = '#webhooks';

/** The module name of the list of providers: in a bundle, of those that the configuration names. */
export const PROVIDERS_MODULE = '#providers';

/** The module name of the lists of addresses: in a bundle, of those that the configuration asks for. */
export const ADDRESSES_MODULE = '#addresses';

export interface BundleRecipe {
  /** The handler's module. */
  readonly entry: string;
  /** What is put in the place of which module. */
  readonly alias: Readonly<Record<string, string>>;
}

/**
 * What the SDK brings along but no function runs, and the small module that takes its place: the credential chain (Lambda
 * hands credentials over by environment) and digests of its own; and, in the clients that users' processors import, event
 * streams and the discovery of endpoints.
 */
export const LEAN_SDK = {
  '@aws-sdk/credential-provider-node': 'lambda/aws/lean/credential-provider-node.ts',
  '@aws-sdk/middleware-endpoint-discovery': 'lambda/aws/lean/endpoint-discovery.ts',
  '@smithy/core/checksum': 'lambda/aws/lean/checksum.ts',
  '@smithy/core/event-streams': 'lambda/aws/lean/event-streams.ts',
} as const;

/**
 * What the package's own exports are in a bundle. A configuration may lie where the package cannot be resolved, and the
 * constructs, which `breakwater` means in a CDK app, have no place in a function.
 */
export const KIT_MODULES = {
  breakwater: 'core/index.ts',
  'breakwater/webhooks': 'core/index.ts',
  'breakwater/processor': 'lambda/runtime/index.ts',
  'breakwater/types': 'lambda/runtime/payloads',
} as const;

/**
 * A module of this package as it lies there: the source itself in the repository, what it was compiled to in the package.
 * @param source - its path from the root of the sources
 * @param beside - the URL of the module that asks, which lies there likewise
 */
export const kitPath = (source: string, beside: string): string =>
  beside.endsWith('.ts') ? source : source.replace(/\.ts$/, '.js');

/**
 * esbuild's options for a recipe. The SDK's CommonJS builds cannot be shaken, so its ES modules are asked for; CommonJS
 * packages of the user's find a `require` nevertheless.
 */
export const bundleOptions = ({ entry, alias }: BundleRecipe) =>
  ({
    entryPoints: [entry],
    alias: { ...alias },
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    conditions: ['module'],
    banner: { js: "import{createRequire as __require}from'module';const require=__require(import.meta.url);" },
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
  }) as const;

/** The file that a bundle is written to; the handler is its export `handler`. */
export const BUNDLE_FILE = 'index.mjs';
