import { render } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Overview } from '../api.ts';
import { Notice } from './parts/notice.tsx';
import { CostScreen } from './screens/cost-screen.tsx';
import { DeadLettersScreen } from './screens/dead-letters-screen.tsx';
import { EventsScreen } from './screens/events-screen.tsx';
import { IssuesScreen } from './screens/issues-screen.tsx';
import { MetricsScreen } from './screens/metrics-screen.tsx';
import { QuarantineScreen } from './screens/quarantine-screen.tsx';
import { SourcesScreen } from './screens/sources-screen.tsx';
import { TestScreen } from './screens/test-screen.tsx';
import { get } from './server.ts';
import { SCREENS, Shell } from './shell.tsx';
import { type Live, useLive } from './use-live.ts';
import { type PageLocation, useLocation } from './use-location.ts';
import { useResource } from './use-resource.ts';

function App() {
  const location = useLocation();
  const live = useLive();
  const { value: overview, error } = useResource((signal) => get<Overview>('overview', {}, signal), [live.isConnected]);
  const known = SCREENS.find(({ id }) => id === location.screen) ?? SCREENS[0];
  const screen = known?.id ?? '';
  useEffect(() => {
    document.title = `${known?.name}: ${overview?.name ?? 'Breakwater'}`;
  }, [known, overview]);
  if (!overview) return error ? <Notice tone="bad">{error}</Notice> : null;
  return (
    <Shell overview={overview} screen={screen} live={live}>
      <Screen screen={screen} overview={overview} location={location} live={live} />
    </Shell>
  );
}

interface ScreenProps {
  readonly screen: string;
  readonly overview: Overview;
  readonly location: PageLocation;
  readonly live: Live;
}

function Screen({ screen, overview, location, live }: ScreenProps) {
  switch (screen) {
    case 'issues':
      return <IssuesScreen live={live} />;
    case 'dead-letters':
      return <DeadLettersScreen location={location} live={live} />;
    case 'quarantine':
      return <QuarantineScreen overview={overview} />;
    case 'sources':
      return <SourcesScreen live={live} />;
    case 'metrics':
      return <MetricsScreen live={live} />;
    case 'cost':
      return <CostScreen />;
    case 'test':
      return <TestScreen overview={overview} />;
    default:
      return <EventsScreen overview={overview} location={location} live={live} />;
  }
}

const root = document.getElementById('app');
if (root) render(<App />, root);
