import {
  createUnifiedTheme,
  genPageTheme,
  palettes,
  UnifiedTheme,
} from '@backstage/theme';
import { textFont } from './fonts';
import { muiComponents } from './muiComponents';
import { Palette } from './palette';

/** The palette as the pages of Backstage's own plugins read it. */
export function muiPalette(palette: Palette) {
  const base = palette.mode === 'light' ? palettes.light : palettes.dark;
  return {
    ...base,
    background: { default: palette.canvas, paper: palette.surface },
    text: {
      primary: palette.text,
      secondary: palette.muted,
      disabled: palette.disabled,
    },
    divider: palette.border,
    primary: {
      main: palette.accent,
      dark: palette.accentHover,
      contrastText: palette.onAccent,
    },
    secondary: { main: palette.link, contrastText: palette.onAccent },
    error: { main: palette.negative.text },
    warning: { main: palette.warning.text },
    success: { main: palette.positive.text },
    info: { main: palette.info.text },
    status: {
      ok: palette.positive.text,
      warning: palette.warning.text,
      error: palette.negative.text,
      running: palette.info.text,
      pending: palette.warning.text,
      aborted: palette.muted,
    },
    border: palette.border,
    textContrast: palette.text,
    textSubtle: palette.muted,
    textVerySubtle: palette.border,
    link: palette.link,
    linkHover: palette.linkHover,
    highlight: palette.warning.subdued,
    errorBackground: palette.negative.subdued,
    errorText: palette.negative.onSubdued,
    warningBackground: palette.warning.subdued,
    warningText: palette.warning.onSubdued,
    infoBackground: palette.info.subdued,
    infoText: palette.info.onSubdued,
    banner: {
      info: palette.info.solid,
      error: palette.negative.solid,
      warning: palette.warning.solid,
      text: palette.info.onSolid,
      link: palette.info.onSolid,
      closeButtonColor: palette.info.onSolid,
    },
    gold: palette.stone,
    ...navigation(palette),
  };
}

function navigation({ nav, link }: Palette) {
  return {
    navigation: {
      background: nav.background,
      indicator: nav.indicator,
      color: nav.text,
      selectedColor: nav.selected,
      navItem: { hoverBackground: nav.hover },
      submenu: { background: nav.hover },
    },
    pinSidebarButton: { icon: nav.background, background: nav.text },
    tabbar: { indicator: link },
  };
}

/** One plain header for every page instead of a colour for each kind. */
function pageThemes(palette: Palette) {
  const plain = genPageTheme({
    colors: [palette.nav.background],
    shape: 'none',
    options: { fontColor: palette.nav.selected },
  });
  const kinds =
    'home documentation tool service website library other app apis card';
  return Object.fromEntries(kinds.split(' ').map(kind => [kind, plain]));
}

/** The Material UI theme for the pages of Backstage's own plugins. */
export function muiTheme(palette: Palette): UnifiedTheme {
  return createUnifiedTheme({
    palette: muiPalette(palette),
    fontFamily: textFont,
    defaultPageTheme: 'home',
    pageTheme: pageThemes(palette),
    components: muiComponents(palette),
  });
}
