/** The colours of one kind of news: good, bad, doubtful or neutral. */
export interface StatePalette {
  /** Text and icons straight on a page or a card. */
  text: string;
  /** A quiet filled area. */
  subdued: string;
  /** Text on the quiet area. */
  onSubdued: string;
  /** A loud filled area, such as a button. */
  solid: string;
  /** Text on the loud area. */
  onSolid: string;
  /** The line around either area. */
  border: string;
}

/** The colours of the sidebar, dark in both themes. */
export interface NavPalette {
  background: string;
  hover: string;
  text: string;
  selected: string;
  indicator: string;
}

/** Every colour of one theme; both styling systems are derived from it. */
export interface Palette {
  mode: 'light' | 'dark';
  /** The page behind everything. */
  canvas: string;
  /** Cards. Each further one lies on the one before. */
  surface: string;
  sunken: string;
  raised: string;
  top: string;
  text: string;
  muted: string;
  disabled: string;
  /** Lines that only separate. */
  border: string;
  /** Lines that carry meaning, such as the edge of a field. */
  borderStrong: string;
  accent: string;
  accentHover: string;
  onAccent: string;
  accentDisabled: string;
  onAccentDisabled: string;
  link: string;
  linkHover: string;
  /** The warm stone of the mark, used sparingly. */
  stone: string;
  nav: NavPalette;
  positive: StatePalette;
  negative: StatePalette;
  warning: StatePalette;
  info: StatePalette;
}

/** Deep petrol on paper white. */
export const lightPalette: Palette = {
  mode: 'light',
  canvas: '#f4f6f6',
  surface: '#ffffff',
  sunken: '#eef2f2',
  raised: '#ffffff',
  top: '#eef2f2',
  text: '#10262d',
  muted: '#4c6068',
  disabled: '#8a9a9f',
  border: '#d7dfe1',
  borderStrong: '#71858b',
  accent: '#0d5b67',
  accentHover: '#0a4751',
  onAccent: '#ffffff',
  accentDisabled: '#c4d2d5',
  onAccentDisabled: '#5f7379',
  link: '#0b6472',
  linkHover: '#08444e',
  stone: '#b9803a',
  nav: {
    background: '#0c2932',
    hover: '#16404b',
    text: '#b7cbd0',
    selected: '#ffffff',
    indicator: '#e9b872',
  },
  positive: {
    text: '#13683c',
    subdued: '#e0f3e8',
    onSubdued: '#0f5531',
    solid: '#187a48',
    onSolid: '#ffffff',
    border: '#8fc9a8',
  },
  negative: {
    text: '#b3261e',
    subdued: '#fbe6e4',
    onSubdued: '#8f1d17',
    solid: '#b3261e',
    onSolid: '#ffffff',
    border: '#e3a29d',
  },
  warning: {
    text: '#875100',
    subdued: '#fcefd3',
    onSubdued: '#6f4300',
    solid: '#f0b13c',
    onSolid: '#2b1a00',
    border: '#e0bb72',
  },
  info: {
    text: '#1d5c9e',
    subdued: '#e3eefa',
    onSubdued: '#17497f',
    solid: '#1d5c9e',
    onSolid: '#ffffff',
    border: '#9dbfe3',
  },
};

/** The same house at night. */
export const darkPalette: Palette = {
  mode: 'dark',
  canvas: '#0d181c',
  surface: '#142227',
  sunken: '#1a2c32',
  raised: '#21363d',
  top: '#294149',
  text: '#e7eff0',
  muted: '#a7babf',
  disabled: '#6c7f85',
  border: '#2b4047',
  borderStrong: '#7d969d',
  accent: '#6ccfc6',
  accentHover: '#8bdbd4',
  onAccent: '#04282a',
  accentDisabled: '#2d4a4d',
  onAccentDisabled: '#8aa6a8',
  link: '#7ad4cc',
  linkHover: '#a5e5df',
  stone: '#e9b872',
  nav: {
    background: '#091215',
    hover: '#1a2c32',
    text: '#a9bcc1',
    selected: '#ffffff',
    indicator: '#e9b872',
  },
  positive: {
    text: '#6fd49a',
    subdued: '#11301f',
    onSubdued: '#9be3b8',
    solid: '#6fd49a',
    onSolid: '#06281a',
    border: '#2c6a46',
  },
  negative: {
    text: '#ff9d95',
    subdued: '#421713',
    onSubdued: '#ffb9b3',
    solid: '#ff9d95',
    onSolid: '#3a0906',
    border: '#8a3a33',
  },
  warning: {
    text: '#f2bc62',
    subdued: '#372705',
    onSubdued: '#f7cf8c',
    solid: '#f2bc62',
    onSolid: '#2b1a00',
    border: '#7a5a1c',
  },
  info: {
    text: '#93c1f7',
    subdued: '#122f4d',
    onSubdued: '#b3d3fa',
    solid: '#93c1f7',
    onSolid: '#06213f',
    border: '#35608f',
  },
};
