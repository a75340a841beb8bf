import { ReactNode } from 'react';
import { UnifiedTheme, UnifiedThemeProvider } from '@backstage/theme';
import { buiStyleSheet } from './buiTokens';
import { Palette } from './palette';

/** Puts a palette into force for both styling systems at once. */
export const ThemeProvider = (props: {
  palette: Palette;
  theme: UnifiedTheme;
  children: ReactNode;
}) => (
  <UnifiedThemeProvider theme={props.theme} themeName="portico">
    <style>{buiStyleSheet(props.palette)}</style>
    {props.children}
  </UnifiedThemeProvider>
);
