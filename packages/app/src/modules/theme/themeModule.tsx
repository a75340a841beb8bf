import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { ThemeBlueprint } from '@backstage/plugin-app-react';
import { RiMoonLine, RiSunLine } from '@remixicon/react';
import { muiTheme } from './muiTheme';
import { darkPalette, lightPalette } from './palette';
import { ThemeProvider } from './ThemeProvider';

const light = muiTheme(lightPalette);
const dark = muiTheme(darkPalette);

const porticoLight = ThemeBlueprint.make({
  name: 'portico-light',
  params: {
    theme: {
      id: 'portico-light',
      title: 'Light',
      variant: 'light',
      icon: <RiSunLine />,
      Provider: ({ children }) => (
        <ThemeProvider palette={lightPalette} theme={light}>
          {children}
        </ThemeProvider>
      ),
    },
  },
});

const porticoDark = ThemeBlueprint.make({
  name: 'portico-dark',
  params: {
    theme: {
      id: 'portico-dark',
      title: 'Dark',
      variant: 'dark',
      icon: <RiMoonLine />,
      Provider: ({ children }) => (
        <ThemeProvider palette={darkPalette} theme={dark}>
          {children}
        </ThemeProvider>
      ),
    },
  },
});

/** Portico's light and dark look in place of Backstage's. */
export const themeModule = createFrontendModule({
  pluginId: 'app',
  extensions: [porticoLight, porticoDark],
});
