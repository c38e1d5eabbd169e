import type { ComponentChildren } from 'preact';
import type { DeadLetterQueue, Overview } from '../api.ts';
import { counted } from './format.ts';
import { Icon, type IconName, Sign } from './parts/icons.tsx';
import { get } from './server.ts';
import { THEMES, useTheme } from './theme.ts';
import type { Live } from './use-live.ts';
import { hashOf } from './use-location.ts';
import { useResource } from './use-resource.ts';

interface ScreenEntry {
  readonly id: string;
  readonly icon: IconName;
  readonly name: string;
  /** What it needs, which not every deployment has. */
  readonly needs?: 'isLocal' | 'hasForecast' | 'hasMetrics';
}

/** The screens, in the order in which they are listed. */
export const SCREENS: readonly ScreenEntry[] = [
  { id: 'events', icon: 'events', name: 'Events' },
  { id: 'issues', icon: 'issues', name: 'Issues' },
  { id: 'dead-letters', icon: 'dead-letters', name: 'Dead letters' },
  { id: 'quarantine', icon: 'quarantine', name: 'Quarantine' },
  { id: 'sources', icon: 'sources', name: 'Sources' },
  { id: 'metrics', icon: 'metrics', name: 'Metrics', needs: 'hasMetrics' },
  { id: 'test', icon: 'test', name: 'Send a test event', needs: 'isLocal' },
  { id: 'cost', icon: 'cost', name: 'Cost', needs: 'hasForecast' },
];

interface ShellProps {
  readonly overview: Overview;
  readonly screen: string;
  readonly live: Live;
  readonly children: ComponentChildren;
}

/** What is around every screen. */
export function Shell({ overview, screen, live, children }: ShellProps) {
  const queues = useResource((signal) => get<DeadLetterQueue[]>('dead-letter-queues', {}, signal), [live.tick, screen]);
  const dead = queues.value?.reduce((sum, { count }) => sum + count, 0) ?? 0;
  return (
    <div class="shell">
      <button type="button" class="button skip" onClick={toMain}>
        To the content
      </button>
      <aside class="rail">
        <p class="brand">
          <Sign /> Breakwater
        </p>
        <p class="place">{overview.name}</p>
        <nav aria-label="Screens">
          <ul>
            {SCREENS.filter(({ needs }) => needs === undefined || overview[needs]).map(({ id, icon, name }) => (
              <li key={id}>
                <a href={hashOf([id])} aria-current={id === screen ? 'page' : undefined}>
                  <Icon name={icon} />
                  {name}
                  {id === 'dead-letters' && dead > 0 && <span class="number">{counted(dead)}</span>}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <footer>
          <p class="live" data-on={live.isConnected} role="status">
            {live.isConnected ? 'Live' : 'Not connected'}
          </p>
          <ThemeSwitch />
        </footer>
      </aside>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

function toMain(): void {
  document.getElementById('main')?.focus();
}

function ThemeSwitch() {
  const [theme, setTheme] = useTheme();
  return (
    <fieldset class="themes" aria-label="Colours">
      {THEMES.map((each) => (
        <button key={each} type="button" aria-pressed={each === theme} onClick={() => setTheme(each)}>
          {each}
        </button>
      ))}
    </fieldset>
  );
}
