import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { type BundleRecipe, bundleOptions } from '../../core/bundle.ts';

const SERVICES: Readonly<Record<string, string>> = {
  dynamodb: 'dynamodb',
  sqs: 'sqs',
  'secrets-manager': 'secretsmanager',
  s3: 's3',
};

/** The actions of every call to AWS that is anywhere in a function's bundle, whether the function ever makes it or not. */
export function bundledCalls(recipe: BundleRecipe): Set<string> {
  const options = bundleOptions(recipe);
  const { metafile } = buildSync({
    ...options,
    entryPoints: [...options.entryPoints],
    mainFields: [...options.mainFields],
    conditions: [...options.conditions],
    outdir: 'never-written',
    write: false,
    metafile: true,
  });
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs));
  const modules = inputs.filter(([file, { bytesInOutput }]) => bytesInOutput > 0 && file.includes('lambda/aws/'));
  return new Set(modules.flatMap(([file]) => callsIn(readFileSync(resolve(file), 'utf8'))));
}

/** By the commands of the SDK that are made, and by the requests that are made without it. */
function callsIn(text: string): string[] {
  const imports = [...text.matchAll(/import (?:type )?\{([^}]*)\} from '@aws-sdk\/client-([\w-]+)'/g)];
  const commands = [...text.matchAll(/new (\w+)Command\(/g)].map(([, command = '']) => {
    const [, , client = ''] = imports.find(([, names = '']) => names.includes(`${command}Command`)) ?? [];
    return `${SERVICES[client] ?? client}:${command}`;
  });
  const objects = [...text.matchAll(/\bmethod: '(GET|PUT)',/g)].map(([, method]) =>
    method === 'GET' ? 's3:GetObject' : 's3:PutObject',
  );
  const signed = [...text.matchAll(/^const action = '(\w+:\w+)';$/gm)].map(([, action = '']) => action);
  return [...commands, ...objects, ...signed];
}
