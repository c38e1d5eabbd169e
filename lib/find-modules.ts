import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Processor } from '../core/configuration.ts';
import type { Webhooks } from '../core/index.ts';
import type { TargetKind } from '../core/target.ts';
import { kitFile } from './kit-file.ts';
import { projectPath } from './project-path.ts';

/** What runs in the place of a module, where events are only handed over. */
const FORWARDERS: Readonly<Record<TargetKind, string>> = {
  queue: 'lambda/forwarder/to-queue.ts',
  function: 'lambda/forwarder/to-function.ts',
  eventBus: 'lambda/forwarder/to-event-bus.ts',
  stream: 'lambda/forwarder/to-stream.ts',
};

/** Finds the module of each processor. One that has none is a problem. */
export function findModules(webhooks: Webhooks, configurationFile: string, problems: string[]): Record<string, string> {
  const modules: Record<string, string> = {};
  for (const processor of Object.values(webhooks.processors)) {
    if (processor.to) {
      modules[processor.name] = kitFile(FORWARDERS[processor.to.kind]);
      continue;
    }
    const places = placesOf(processor, configurationFile);
    const module = places.find((place) => existsSync(place));
    if (module) modules[processor.name] = module;
    else {
      const looked = places.map(projectPath).join(', ');
      problems.push(
        `processor "${processor.name}" has no module: looked for ${looked}; "entry" can name another place`,
      );
    }
  }
  return modules;
}

/** A module as it is written in TypeScript, or in plain JavaScript. */
const EXTENSIONS = ['.ts', '.js'] as const;

function placesOf({ name, entry }: Processor, configurationFile: string): string[] {
  const beside = dirname(configurationFile);
  if (entry !== undefined) return [resolve(beside, entry)];
  const folders = [resolve('lambda/processors'), resolve(beside, 'processors')];
  return folders.flatMap((folder) => EXTENSIONS.map((extension) => join(folder, `${name}${extension}`)));
}
