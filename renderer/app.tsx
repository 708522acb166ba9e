// The window: rail, top bar, one view.
import { FluentProvider, type GriffelRenderer, RendererProvider } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { Frame } from './features/frame/frame.tsx';
import { useFleet } from './state/fleet-store.ts';
import { useWords } from './text/words.ts';
import { dark, light } from './theme.ts';

const DARK = '(prefers-color-scheme: dark)';

function useDark(): boolean {
  const chosen = useFleet((state) => state.settings.theme);
  const [system, setSystem] = useState(() => matchMedia(DARK).matches);
  useEffect(() => {
    const query = matchMedia(DARK);
    const hear = () => setSystem(query.matches);
    query.addEventListener('change', hear);
    return () => query.removeEventListener('change', hear);
  }, []);
  return chosen === 'system' ? system : chosen === 'dark';
}

export function App({ styles }: { styles: GriffelRenderer }) {
  const isDark = useDark();
  const { language } = useWords();
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  useEffect(() => {
    document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
    document.documentElement.style.colorScheme = isDark ? 'dark' : 'light';
  }, [isDark]);
  // The provider gets no class of its own: Fluent copies it onto every portal.
  return (
    <RendererProvider renderer={styles} targetDocument={document}>
      <FluentProvider theme={isDark ? dark : light} style={{ height: '100%' }}>
        <Frame />
      </FluentProvider>
    </RendererProvider>
  );
}
